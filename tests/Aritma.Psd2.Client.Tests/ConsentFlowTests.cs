using System.Net;
using System.Text.Json;
using System.Web;

namespace Aritma.Psd2.Client.Tests;

/// <summary>The way of an end user to the bank and back.</summary>
public sealed class ConsentFlowTests : IAsyncLifetime
{
    private static readonly Uri Return = new("https://erp.example/bank/callback?page=2");

    private App _app = null!;

    public async Task InitializeAsync() => _app = await App.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_user_who_approves_comes_back_with_the_state_and_the_consent_can_be_used()
    {
        var bank = (await _app.Banks.GetBanksAsync()).Banks[1];

        var pending = await _app.Flow.StartAsync(new ConsentStart { ReturnUrl = Return, BankId = bank.Id, UiCulture = "nb" });
        var back = await App.AnswerAsync(pending.RedirectUrl);
        var consent = await _app.Flow.CompleteAsync(pending, StateIn(back!));

        Assert.Equal("?ui-culture=nb", pending.RedirectUrl.Query);
        Assert.StartsWith(Return.AbsoluteUri, back!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(ConsentStatus.Authorized, consent.Status);
        Assert.NotEmpty((await _app.Accounts.GetAccountsAsync(consent.ConsentId)).Accounts);
    }

    [Fact]
    public async Task A_user_who_declines_comes_back_to_the_address_for_errors()
    {
        var error = new Uri("https://erp.example/bank/declined");

        var pending = await _app.Flow.StartAsync(new ConsentStart { ReturnUrl = Return, ErrorUrl = error });
        var back = await App.AnswerAsync(pending.RedirectUrl, "decline");
        var consent = await _app.Flow.CompleteAsync(pending, StateIn(back!));

        Assert.StartsWith(error.AbsoluteUri, back!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(ConsentStatus.Failure, consent.Status);
    }

    [Fact]
    public async Task One_return_address_serves_both_ways()
    {
        var pending = await _app.Flow.StartAsync(new ConsentStart { ReturnUrl = Return });

        var back = await App.AnswerAsync(pending.RedirectUrl, "decline");

        Assert.StartsWith(Return.AbsoluteUri, back!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another one")]
    public async Task A_state_that_does_not_fit_is_refused_and_nothing_is_read(string? state)
    {
        var pending = await _app.Flow.StartAsync();
        var calls = _app.Sandbox.ApiRequests.Count;

        await Assert.ThrowsAsync<ConsentStateException>(() => _app.Flow.CompleteAsync(pending, state));

        Assert.Equal(calls, _app.Sandbox.ApiRequests.Count);
    }

    [Fact]
    public async Task A_state_that_was_lost_fits_nothing()
    {
        var pending = await _app.Flow.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => _app.Flow.CompleteAsync(pending with { State = "" }, ""));
    }

    [Fact]
    public async Task State_and_address_are_not_printed()
    {
        var pending = await _app.Flow.StartAsync();
        var session = await _app.Consents.CreateConsentAsync(new NewConsent { State = "s3cret" });

        var printed = $"{pending} {session} {new NewConsent { State = "s3cret" }} {new ConsentRefresh { State = "s3cret" }}";

        Assert.Contains(pending.ConsentId, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(pending.State, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("/consent/", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_state_is_another_one_and_none_is_short()
    {
        var states = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            states.Add((await _app.Flow.StartAsync()).State);
        }

        Assert.Equal(3, states.Distinct().Count());
        Assert.All(states, state => Assert.InRange(state.Length, 32, 100));
    }

    [Fact]
    public async Task Addresses_to_return_to_are_sent_in_ascii()
    {
        var sent = "";
        await using var api = new Api(async (request, cancellationToken) =>
        {
            sent = await request.Content!.ReadAsStringAsync(cancellationToken);
            return Api.Response("""{"consentId":"c-1","redirectUrl":"https://bank.example/"}""", HttpStatusCode.Created);
        });

        await api.Flow.StartAsync(new ConsentStart { ReturnUrl = new("https://b\u00e5t.example/b\u00e5t?x=a b") });

        Assert.Contains("\"https://xn--bt-yia.example/b%C3%A5t?x=a%20b\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_between_the_steps_can_be_kept_as_text()
    {
        var pending = await _app.Flow.StartAsync(new ConsentStart { ReturnUrl = Return });

        var text = JsonSerializer.Serialize(pending, AritmaPsd2Json.Default.PendingConsent);

        Assert.Equal(pending, JsonSerializer.Deserialize(text, AritmaPsd2Json.Default.PendingConsent));
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("revoked")]
    [InlineData("awaitingApproval")]
    [InlineData("authorized")]
    [InlineData("unknown")]
    public async Task Waiting_ends_when_the_user_has_decided(string status)
    {
        var clock = new FakeTimeProvider(TestTime.Start);
        await using var app = await App.StartAsync(time: clock);
        var pauses = new Pauses(clock);
        var pending = await app.Flow.StartAsync();

        var waiting = new ConsentFlow(app.Consents, pauses).WaitUntilDecidedAsync(pending.ConsentId);
        var first = await pauses.PassAsync(() => app.Sandbox.SetConsentStatus(pending.ConsentId, "started"));
        var second = await pauses.PassAsync(() => app.Sandbox.SetConsentStatus(pending.ConsentId, status));

        Assert.Equal(new ConsentStatus(status), (await waiting).Status);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), (first, second));
        Assert.Equal(3, Reads(app));
    }

    [Fact]
    public async Task Pauses_grow_to_half_a_minute_and_the_end_of_the_consent_ends_the_waiting()
    {
        var clock = new FakeTimeProvider(TestTime.Start);
        await using var app = await App.StartAsync(time: clock);
        var pauses = new Pauses(clock);
        var pending = await app.Flow.StartAsync(new ConsentStart { Expires = TestTime.Start.AddMinutes(2) });

        var waiting = new ConsentFlow(app.Consents, pauses).WaitUntilDecidedAsync(pending.ConsentId);
        var passed = new List<double>();
        while (passed.Sum() < 120)
        {
            passed.Add(Math.Round((await pauses.PassAsync()).TotalSeconds, 1));
        }

        Assert.Equal(ConsentStatus.Expired, (await waiting).Status);
        Assert.Equal([2, 3, 4.5, 6.8, 10.1, 15.2, 22.8, 30, 30], passed);
    }

    [Fact]
    public async Task A_limit_is_waited_for_as_long_as_the_api_asks_and_a_broken_api_is_asked_again()
    {
        var clock = new FakeTimeProvider(TestTime.Start);
        await using var app = await App.StartAsync(time: clock);
        var pauses = new Pauses(clock);
        var pending = await app.Flow.StartAsync();
        app.Sandbox.SetConsentStatus(pending.ConsentId, "authorized");
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 429, RetryAfter = "40" });
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 502 });

        var waiting = new ConsentFlow(app.Consents, pauses).WaitUntilDecidedAsync(pending.ConsentId);
        Assert.Equal(TimeSpan.FromSeconds(40), await pauses.PassAsync());
        Assert.Equal(TimeSpan.FromSeconds(3), await pauses.PassAsync());

        Assert.Equal(ConsentStatus.Authorized, (await waiting).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_endpoint_that_is_down_is_waited_for_and_a_refusal_is_not(bool isDown)
    {
        var (first, second) = (
            new Psd2TokenException("none") { IsTransient = isDown, RetryAfter = TimeSpan.FromSeconds(7) },
            new Consent { ConsentId = "c-1", Status = ConsentStatus.Authorized });
        var pauses = new Pauses(new FakeTimeProvider(TestTime.Start));
        var consents = new Fake(() => throw first, () => second);

        var waiting = new ConsentFlow(consents, pauses).WaitUntilDecidedAsync("c-1");

        if (isDown)
        {
            Assert.Equal(TimeSpan.FromSeconds(7), await pauses.PassAsync());
            Assert.Same(second, await waiting);
        }
        else
        {
            Assert.Same(first, await Assert.ThrowsAsync<Psd2TokenException>(() => waiting));
        }
    }

    [Fact]
    public async Task Only_failures_in_a_row_end_the_waiting()
    {
        var failure = new Psd2ApiException("broken") { IsTransient = true };
        Func<Consent> fail = () => throw failure;
        Func<Consent> wait = () => new() { ConsentId = "c-1", Status = ConsentStatus.Started };
        var pauses = new Pauses(new FakeTimeProvider(TestTime.Start));
        var consents = new Fake(
            [fail, fail, fail, fail, wait, fail, fail, fail, fail, () => wait() with { Status = ConsentStatus.Authorized }]);

        var waiting = new ConsentFlow(consents, pauses).WaitUntilDecidedAsync("c-1");
        for (var i = 0; i < 9; i++)
        {
            await pauses.PassAsync();
        }

        Assert.Equal(ConsentStatus.Authorized, (await waiting).Status);
    }

    [Fact]
    public async Task A_limit_of_more_than_an_hour_ends_the_waiting()
    {
        var failure = new Psd2ApiException("limit") { IsTransient = true, RetryAfter = TimeSpan.FromDays(60) };

        var thrown = await Record.ExceptionAsync(() => new ConsentFlow(new Fake(() => throw failure)).WaitUntilDecidedAsync("c-1"));

        Assert.Same(failure, thrown);
    }

    [Fact]
    public async Task An_api_that_stays_broken_ends_the_waiting()
    {
        var clock = new FakeTimeProvider(TestTime.Start);
        await using var app = await App.StartAsync(time: clock);
        var pauses = new Pauses(clock);
        var pending = await app.Flow.StartAsync();
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 502 }, int.MaxValue);

        var waiting = new ConsentFlow(app.Consents, pauses).WaitUntilDecidedAsync(pending.ConsentId);
        for (var i = 0; i < 4; i++)
        {
            await pauses.PassAsync();
        }

        Assert.Equal(HttpStatusCode.BadGateway, (await Assert.ThrowsAsync<Psd2ApiException>(() => waiting)).StatusCode);
        Assert.Equal(5, Reads(app));
    }

    [Fact]
    public async Task A_consent_that_is_not_known_ends_the_waiting_at_once()
    {
        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => _app.Flow.WaitUntilDecidedAsync("nobodys"));

        Assert.True(failure.IsConsentProblem);
    }

    [Fact]
    public async Task A_caller_can_stop_waiting()
    {
        var clock = new FakeTimeProvider(TestTime.Start);
        await using var app = await App.StartAsync(time: clock);
        var pauses = new Pauses(clock);
        using var caller = new CancellationTokenSource();
        var pending = await app.Flow.StartAsync();

        var waiting = new ConsentFlow(app.Consents, pauses).WaitUntilDecidedAsync(pending.ConsentId, caller.Token);
        await pauses.PassAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Consents_that_end_soon_are_found_and_refreshed()
    {
        var time = new FakeTimeProvider(TestTime.Start);
        await using var app = await App.StartAsync(time: time);
        var soon = await app.Flow.StartAsync(new ConsentStart { Expires = TestTime.Start.AddDays(10) });
        var later = await app.Flow.StartAsync(new ConsentStart { Expires = TestTime.Start.AddDays(60) });
        var unused = await app.Flow.StartAsync(new ConsentStart { Expires = TestTime.Start.AddDays(10) });
        await App.AnswerAsync(soon.RedirectUrl);
        await App.AnswerAsync(later.RedirectUrl);

        var expiring = await app.Flow.GetExpiringAsync(TimeSpan.FromDays(14)).ToListAsync();
        var pending = await app.Flow.RefreshAsync(Assert.Single(expiring).ConsentId, new ConsentStart { ReturnUrl = Return });
        var back = await App.AnswerAsync(pending.RedirectUrl);
        var consent = await app.Flow.CompleteAsync(pending, StateIn(back!));

        Assert.Equal(soon.ConsentId, expiring[0].ConsentId);
        Assert.NotEqual(soon.State, pending.State);
        Assert.Equal((ConsentStatus.Authorized, TestTime.Start.AddDays(90)), (consent.Status, consent.ExpiresAt));
        Assert.Empty(await app.Flow.GetExpiringAsync(TimeSpan.FromDays(14)).ToListAsync());
        Assert.Equal(ConsentStatus.Created, (await app.Consents.GetConsentAsync(unused.ConsentId)).Status);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"/consent/1\"")]
    [InlineData("\"javascript:alert(1)\"")]
    [InlineData("\"http://bank.example/\"")]
    [InlineData("\"file:///etc/passwd\"")]
    public async Task A_user_is_sent_to_no_address_but_an_https_one(string address)
    {
        await using var api = Api.Answering($$"""{"consentId":"c-1","redirectUrl":{{address}}}""", HttpStatusCode.Created);

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => api.Flow.StartAsync());

        Assert.Equal("c-1", failure.ConsentId);
    }

    [Fact]
    public async Task The_language_is_added_to_an_address_that_has_a_query()
    {
        await using var api = Api.Answering("""{"consentId":"c-1","redirectUrl":"https://bank.example/c?x=%2F"}""", HttpStatusCode.Created);

        var pending = await api.Flow.StartAsync(new ConsentStart { UiCulture = "nb&x" });

        Assert.Equal("https://bank.example/c?x=%2F&ui-culture=nb%26x", pending.RedirectUrl.AbsoluteUri);
    }

    /// <summary>As an application's own tests have it.</summary>
    private sealed class Fake(params Func<Consent>[] answers) : IConsentsApi
    {
        private readonly Queue<Func<Consent>> _answers = new(answers);

        public Task<Consent> GetConsentAsync(string consentId, CancellationToken cancellationToken = default) =>
            Task.FromResult(_answers.Dequeue()());

        public Task<ConsentSession> CreateConsentWithKeyAsync(
            NewConsent consent, Guid idempotencyKey, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ConsentList> GetConsentsAsync(PageCursor? cursor = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<ConsentSession> RefreshConsentAsync(
            string consentId, ConsentRefresh refresh, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private static string? StateIn(Uri address) => HttpUtility.ParseQueryString(address.Query)["state"];

    private static int Reads(App app) => app.Sandbox.ApiRequests.Count(request =>
        request.Method == "GET" && request.PathAndQuery.StartsWith("/api/consents/", StringComparison.Ordinal));
}
