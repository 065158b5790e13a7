using System.Net;
using System.Text.Json;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests.Health;

public class TokenHealthCheckTests
{
    private const string Refusal = """{"error":"invalid_client","error_description":"who are you"}""";

    [Fact]
    public async Task Proves_the_credentials_with_one_token_request_and_leaves_other_clients_cold()
    {
        await using var services = Services();

        var report = await CheckAsync(services);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Equal(
            "The token for 'banking.channel.psd2 banking.ais.read' is valid until 2026-03-17 10:30:00Z. "
                + "The token for 'second' was not requested yet.",
            report.Description);
    }

    [Fact]
    public async Task Reports_each_scope_set_of_a_clients_methods()
    {
        await using var services = new TestServices(configure: builder => builder
            .AddGeneratedClient(
                new Psd2ClientScopes(typeof(IByMethod), ["second"], new Psd2MethodScopes("Other", ["third", "second"])))
            .Services.AddHealthChecks().AddPsd2());

        var report = await CheckAsync(services);

        Assert.Equal(
            "The token for 'banking.channel.psd2 banking.ais.read' is valid until 2026-03-17 10:30:00Z. "
                + "The token for 'second' was not requested yet. "
                + "The token for 'third second' was not requested yet.",
            report.Description);
    }

    [Fact]
    public async Task Requests_nothing_while_the_tokens_are_valid()
    {
        await using var services = Services();
        await CheckAsync(services);
        await CheckAsync(services);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);

        var report = await CheckAsync(services);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task Keeps_no_idle_application_requesting_tokens()
    {
        await using var services = Services();
        await CheckAsync(services);
        await CheckAsync(services);
        services.Time.Advance(TimeSpan.FromHours(2));

        var report = await CheckAsync(services);
        for (var probe = 0; probe < 100; probe++)
        {
            services.Time.Advance(TimeSpan.FromMinutes(15));
            await CheckAsync(services);
        }

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(
            "The token for 'banking.channel.psd2 banking.ais.read' has expired, and no call has needed another one. "
                + "The token for 'second' has expired, and no call has needed another one.",
            report.Description);
    }

    [Fact]
    public async Task Finds_out_that_an_endpoint_works_again_though_no_call_needs_a_token()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Json(Refusal, HttpStatusCode.BadRequest)
            : TokenEndpointStub.Token("token"));
        await CheckAsync(services);

        services.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    [Fact]
    public async Task Fails_while_the_api_rejects_fresh_tokens_until_it_accepts_a_call()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        var answer = HttpStatusCode.OK;
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(answer));
        await services.CallAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);

        answer = HttpStatusCode.Unauthorized;
        await services.CallAsync();
        var rejected = await CheckAsync(services);
        services.Time.Advance(TimeSpan.FromMinutes(1));
        await services.CallAsync();
        var stillRejected = await CheckAsync(services);
        answer = HttpStatusCode.OK;
        await services.CallAsync();
        var accepted = await CheckAsync(services);

        Assert.Equal(
            (HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Healthy),
            (rejected.Status, stillRejected.Status, accepted.Status));
        Assert.Equal(
            "The token for 'banking.channel.psd2 banking.ais.read' is valid until 2026-03-17 10:31:00Z, but the API has rejected fresh "
                + "tokens since 2026-03-17 09:30:00Z.",
            stillRejected.Description);
        Assert.Equal(
            (TestTime.Start, null), (RejectedSince(stillRejected), RejectedSince(accepted)));

        static object? RejectedSince(HealthReportEntry report) =>
            ((IReadOnlyDictionary<string, object?>)report.Data.Values.Single())["rejectedSince"];
    }

    [Fact]
    public async Task A_resource_that_rejects_a_token_which_others_accept_is_no_failure()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        services.Api.Answer = request => Task.FromResult(new HttpResponseMessage(
            request.RequestUri!.AbsolutePath == "/api/closed" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));

        await services.CallAsync("/closed");
        await services.CallAsync();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    [Fact]
    public async Task Is_degraded_while_a_valid_token_cannot_be_refreshed()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(3600 * 0.9));
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(Refusal, HttpStatusCode.BadRequest));
        await services.CallAsync();
        await SettledAsync(services);

        var report = await CheckAsync(services);

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains(
            "is valid until 2026-03-17 10:30:00Z, but no new one could be obtained since 2026-03-17 10:24:00Z: ",
            report.Description,
            StringComparison.Ordinal);
        Assert.Contains("invalid_client (400). It says: \"who are you\".", report.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_without_a_token_and_leaves_the_endpoint_alone_during_the_pause()
    {
        await using var services = new TestServices(
            configure: builder => builder.Services.AddHealthChecks().AddPsd2(failureStatus: HealthStatus.Degraded));
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(Refusal, HttpStatusCode.BadRequest));

        var first = await CheckAsync(services);
        var second = await CheckAsync(services);
        Assert.Single(services.TokenEndpoint.Requests);
        services.Time.Advance(TimeSpan.FromSeconds(5));
        await CheckAsync(services);

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Degraded), (first.Status, second.Status));
        Assert.StartsWith(
            "No token for 'banking.channel.psd2 banking.ais.read' could be obtained since 2026-03-17 09:30:00Z: ",
            second.Description,
            StringComparison.Ordinal);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task Is_unhealthy_without_a_token_unless_told_otherwise()
    {
        await using var services = Services();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(Refusal, HttpStatusCode.BadRequest));

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(services)).Status);
    }

    [Fact]
    public async Task Does_not_wait_for_a_request_that_is_under_way()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        var (asked, answer) = Hold(services);
        var call = services.CallAsync();
        await asked;

        var report = await CheckAsync(services);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal("The token for 'banking.channel.psd2 banking.ais.read' is being requested.", report.Description);
        answer.SetResult(TokenEndpointStub.Token("token"));
        await call;
    }

    [Fact]
    public async Task A_check_that_is_cancelled_leaves_the_request_to_go_on()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        var (asked, answer) = Hold(services);
        using var cancelled = new CancellationTokenSource();

        var check = services.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancelled.Token);
        await asked;
        await cancelled.CancelAsync();
        var report = (await check).Entries["aritma-psd2"];
        answer.SetResult(TokenEndpointStub.Token("kept"));
        await services.CallAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("The token for 'banking.channel.psd2 banking.ais.read' is being requested.", report.Description);
        Assert.Equal("Bearer kept", Assert.Single(services.Api.Requests).Authorization);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task Its_data_tell_the_state_of_each_token_and_hold_neither_secret_nor_token()
    {
        await using var services = Services();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Token("t0ken-value")
            : TokenEndpointStub.Json(
                $$"""{"error":"invalid_client","error_description":"{{TestServices.Secret}} is wrong"}""", HttpStatusCode.BadRequest));

        await CheckAsync(services);
        var report = await CheckAsync(services);

        var data = JsonSerializer.SerializeToElement(report.Data);
        var (valid, failing) = (data.GetProperty("banking.channel.psd2 banking.ais.read"), data.GetProperty("second"));
        Assert.Equal(TestTime.Start.AddHours(1), valid.GetProperty("validUntil").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, valid.GetProperty("failingSince").ValueKind);
        Assert.Equal("Valid", valid.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, failing.GetProperty("validUntil").ValueKind);
        Assert.Equal(TestTime.Start, failing.GetProperty("failingSince").GetDateTimeOffset());
        Assert.Contains("invalid_client", failing.GetProperty("failure").GetString(), StringComparison.Ordinal);
        foreach (var text in new[] { data.GetRawText(), report.Description! })
        {
            Assert.DoesNotContain("t0ken-value", text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestServices.Secret, text, StringComparison.Ordinal);
        }

        Assert.Null(report.Exception);
    }

    [Fact]
    public async Task A_registration_without_clients_is_healthy()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPsd2(options =>
        {
            options.Environment = Psd2Environment.Production;
            (options.ClientId, options.ClientSecret) = ("erp", "secret");
        }).Services.AddHealthChecks().AddPsd2();
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(HealthStatus.Healthy, (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
    }

    [Fact]
    public async Task A_registration_that_does_not_exist_fails()
    {
        await using var services = new TestServices(
            configure: builder => builder.Services.AddHealthChecks().AddPsd2(registration: "tenant-a"));

        var report = await CheckAsync(services);

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("There is no PSD2 registration 'tenant-a'.", report.Description);
    }

    [Fact]
    public async Task Each_state_and_each_key_of_the_data_is_documented()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddHealthChecks().AddPsd2());
        var data = (IReadOnlyDictionary<string, object?>)(await CheckAsync(services)).Data.Values.Single();

        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "health.md"));

        Assert.All(
            data.Keys.Concat(Enum.GetNames<Psd2TokenState>()).Append("aritma-psd2"),
            name => Assert.Contains($"`{name}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_what_a_check_of_the_platform_takes()
    {
        var services = new ServiceCollection();
        services.AddHealthChecks()
            .AddPsd2()
            .AddPsd2("banking", HealthStatus.Degraded, ["ready"], TimeSpan.FromSeconds(3), registration: "tenant-a");
        using var provider = services.BuildServiceProvider();

        var checks = provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal(["aritma-psd2", "banking"], checks.Select(check => check.Name));
        Assert.Equal([HealthStatus.Unhealthy, HealthStatus.Degraded], checks.Select(check => check.FailureStatus));
        Assert.Equal(["ready"], checks.Last().Tags);
        Assert.Equal(TimeSpan.FromSeconds(3), checks.Last().Timeout);
    }

    [Fact]
    public async Task Reports_all_registrations_or_the_one_that_is_named()
    {
        await using var services = new TestServices(configure: builder =>
        {
            builder.Services.AddPsd2("tenant-a", options =>
            {
                options.Environment = Psd2Environment.Development;
                (options.ClientId, options.ClientSecret) = ("tenant", "its secret");
            });
            builder.Services.AddHttpClient("of the tenant").AddPsd2Token("tenant-a", ["second"]);
            builder.Services.AddHealthChecks().AddPsd2().AddPsd2("tenant", registration: "tenant-a").AddPsd2("default", registration: "");
        });
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromHours(2));

        var report = await services.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(2, report.Entries["aritma-psd2"].Data.Count);
        Assert.Equal(["second@tenant-a"], report.Entries["tenant"].Data.Keys);
        Assert.Equal(["banking.channel.psd2 banking.ais.read"], report.Entries["default"].Data.Keys);
    }

    private static TestServices Services() => new(configure: builder =>
        builder.AddClient(builder.Services.AddHttpClient("other"), "second").Services.AddHealthChecks().AddPsd2());

    private static async Task<HealthReportEntry> CheckAsync(TestServices services) =>
        (await services.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["aritma-psd2"];

    private static (Task Asked, TaskCompletionSource<HttpResponseMessage> Answer) Hold(TestServices services)
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        };
        return (asked.Task, answer);
    }

    private static async Task SettledAsync(TestServices services)
    {
        var sources = services.Provider.GetRequiredKeyedService<TokenSources>("");
        while (sources.All.Any(source => source.Status.IsRequesting))
        {
            await Task.Yield();
        }
    }
}
