using System.Net;
using Microsoft.Extensions.Http.Resilience;

namespace Aritma.Psd2.Client.Tests;

/// <summary>One consent for each call, whatever happens on the way, and no refusal that is asked for again.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task A_lost_answer_is_asked_for_once_more_and_there_is_one_consent()
    {
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(new() { LoseAnswer = true });

        var session = await app.Consents.CreateConsentAsync(new NewConsent());

        Assert.True(session.IsReplayed);
        Assert.Equal(session.ConsentId, Assert.Single((await app.Consents.GetConsentsAsync()).Consents).ConsentId);
        Assert.Single(Keys(app).Distinct());
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_once_more()
    {
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(new() { CutBody = true });

        var session = await app.Consents.CreateConsentAsync(new NewConsent());

        Assert.True(session.IsReplayed);
        Assert.Single((await app.Consents.GetConsentsAsync()).Consents);
    }

    [Fact]
    public async Task Time_that_runs_out_is_answered_by_the_same_key()
    {
        var left = new Queue<Func<HttpResponseMessage>>(
        [
            () => throw new TaskCanceledException("timed out", new TimeoutException()),
            () => Api.Response("""{"consentId":"c-1"}""", HttpStatusCode.Created),
        ]);
        await using var api = new Api((_, _) => Task.FromResult(left.Dequeue()()));

        var session = await api.Consents.CreateConsentAsync(new NewConsent());

        Assert.Equal(("c-1", false), (session.ConsentId, session.IsReplayed));
        Assert.Single(api.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task Two_lost_answers_are_a_failure()
    {
        await using var api = Api.Throwing(new HttpRequestException("lost"));

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => api.Consents.CreateConsentAsync(new NewConsent()));

        Assert.True(failure.IsTransient);
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_asked_for_again()
    {
        using var caller = new CancellationTokenSource();
        await using var api = new Api((_, _) =>
        {
            caller.Cancel();
            throw new HttpRequestException("lost");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => api.Consents.CreateConsentAsync(new NewConsent(), caller.Token));

        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(400)]
    public async Task A_refusal_is_not_sent_again_and_the_next_call_has_a_key_of_its_own(int status)
    {
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(new() { StatusCode = status });

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => app.Consents.CreateConsentAsync(new NewConsent()));

        Assert.Equal(status, (int?)failure.StatusCode);
        Assert.Single(Keys(app));
        Assert.False((await app.Consents.CreateConsentAsync(new NewConsent())).IsReplayed);
        Assert.Equal(2, Keys(app).Distinct().Count());
    }

    /// <summary>The standard handler, as the documentation of the client says to add it.</summary>
    [Fact]
    public async Task A_refusal_is_not_sent_again_by_the_standard_resilience_handler_either()
    {
        await using var app = await App.StartAsync(configure: builder => builder.ConfigureClients(client => client
            .AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods())));
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 500 });

        await Assert.ThrowsAsync<Psd2ApiException>(() => app.Consents.CreateConsentAsync(new NewConsent()));

        Assert.Single(Keys(app));
    }

    /// <summary>Without that, what it sends again has the same key, and so the same answer: a waste, and no second consent.</summary>
    [Fact]
    public async Task A_handler_that_repeats_everything_repeats_the_key()
    {
        await using var app = await App.StartAsync(configure: builder => builder.ConfigureClients(client => client
            .AddStandardResilienceHandler()
            .SelectPipelineByAuthority()));
        app.Sandbox.ApiFaults.Add(new() { LoseAnswer = true });

        var session = await app.Consents.CreateConsentAsync(new NewConsent());

        Assert.True(session.IsReplayed);
        Assert.Single(Keys(app).Distinct());
        Assert.Single((await app.Consents.GetConsentsAsync()).Consents);
    }

    [Fact]
    public async Task A_key_of_the_callers_own_gives_the_first_answer_again()
    {
        await using var app = await App.StartAsync();
        var key = Guid.NewGuid();

        var first = await app.Consents.CreateConsentWithKeyAsync(new NewConsent(), key);
        var second = await app.Consents.CreateConsentWithKeyAsync(new NewConsent(), key);

        Assert.Equal((first.ConsentId, false, true), (second.ConsentId, first.IsReplayed, second.IsReplayed));
    }

    [Fact]
    public async Task A_refusal_is_kept_for_its_key()
    {
        await using var app = await App.StartAsync();
        var key = Guid.NewGuid();
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 503 });

        foreach (var attempt in new[] { 1, 2 })
        {
            var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => app.Consents.CreateConsentWithKeyAsync(new NewConsent(), key));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        }
    }

    private static IEnumerable<string> Keys(App app) => app.Sandbox.ApiRequests
        .Where(request => request.Method == "POST")
        .Select(request => request.Headers["Idempotency-Key"]);
}
