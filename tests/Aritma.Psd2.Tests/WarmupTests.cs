using System.Net;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests;

public class WarmupTests
{
    [Fact]
    public async Task Each_scope_set_is_fetched_once_when_the_host_starts()
    {
        using var app = new App(builder => builder
            .AddTokenWarmup()
            .AddClient(builder.Services.AddHttpClient("one"), "a", "b")
            .AddClient(builder.Services.AddHttpClient("other"), "b", "a")
            .AddClient(builder.Services.AddHttpClient("third"), "c"));

        await app.Host.StartAsync();

        Assert.Equal(["a b", "c"], app.ScopesAskedFor);
        await app.Tokens.GetTokenAsync(["b", "a"]);
        await app.Tokens.GetTokenAsync(["c"]);
        Assert.Equal(2, app.Endpoint.Requests.Count);
    }

    [Fact]
    public async Task Each_scope_set_of_a_clients_methods_is_fetched_once_when_the_host_starts()
    {
        using var app = new App(builder => builder
            .AddTokenWarmup()
            .AddGeneratedClient(new Psd2ClientScopes(
                typeof(IByMethod), ["a"], new Psd2MethodScopes("Some", ["b", "c"]), new Psd2MethodScopes("Others", ["c", "b"])))
            .AddGeneratedClient(new Psd2ClientScopes(typeof(IDisposable), [], new Psd2MethodScopes("Open", [], isAnonymous: true)))
            .AddClient(builder.Services.AddHttpClient("one"), "a"));

        await app.Host.StartAsync();

        Assert.Equal(["a", "b c"], app.ScopesAskedFor);
    }

    [Fact]
    public async Task A_token_that_cannot_be_obtained_is_logged_and_the_first_call_tries_again_after_the_pause()
    {
        using var app = new App(builder => builder.AddTokenWarmup().AddClient(builder.Services.AddHttpClient("one"), "a"));
        app.Endpoint.Answer = (number, _) => Task.FromResult(
            number == 1
                ? TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest)
                : TokenEndpointStub.Token("later"));

        await app.Host.StartAsync();
        Assert.Contains(app.Logs.GetSnapshot(), record =>
            record is { Level: LogLevel.Warning, Category: "Aritma.Psd2.Tokens.TokenWarmup", Id.Id: 9 }
                && record.Message.StartsWith("Warm-up got no token for 'a': The token endpoint", StringComparison.Ordinal));
        await Assert.ThrowsAsync<Psd2TokenException>(async () => await app.Tokens.GetTokenAsync(["a"]));
        Assert.Single(app.Endpoint.Requests);
        app.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("later", (await app.Tokens.GetTokenAsync(["a"])).GetValue());
    }

    [Fact]
    public async Task A_token_that_the_application_cannot_do_without_keeps_the_host_from_starting()
    {
        using var app = new App(builder => builder.AddTokenWarmup(failStart: true).AddClient(builder.Services.AddHttpClient("one"), "a"));
        app.Endpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Host.StartAsync());

        Assert.Equal("invalid_client", failure.Error);
    }

    [Fact]
    public async Task One_scope_set_that_fails_costs_the_others_nothing()
    {
        using var app = new App(builder => builder
            .AddTokenWarmup()
            .AddClient(builder.Services.AddHttpClient("one"), "a")
            .AddClient(builder.Services.AddHttpClient("other"), "b"));
        app.Endpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Json("""{"error":"invalid_scope"}""", HttpStatusCode.BadRequest)
            : TokenEndpointStub.Token("granted"));

        await app.Host.StartAsync();
        var failures = new[]
        {
            await Record.ExceptionAsync(async () => await app.Tokens.GetTokenAsync(["a"])),
            await Record.ExceptionAsync(async () => await app.Tokens.GetTokenAsync(["b"])),
        };

        Assert.IsType<Psd2TokenException>(Assert.Single(failures, failure => failure is not null));
        Assert.Equal(2, app.Endpoint.Requests.Count);
    }

    [Fact]
    public async Task A_named_registration_is_warmed_up_by_itself()
    {
        var ofTheTenant = new TokenEndpointStub();
        using var app = new App(builder =>
        {
            builder.AddClient(builder.Services.AddHttpClient("one"), "a");
            builder.Services.AddPsd2("tenant-a", options => Configure(options, "tenant-client"))
                .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ofTheTenant))
                .AddTokenWarmup()
                .AddClient(builder.Services.AddHttpClient("one of the tenant"), "b");
        });

        await app.Host.StartAsync();

        Assert.Empty(app.Endpoint.Requests);
        Assert.Contains("client_id=tenant-client&", Assert.Single(ofTheTenant.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_that_is_cancelled_waits_no_longer(bool failStart)
    {
        using var app = new App(builder => builder.AddTokenWarmup(failStart).AddClient(builder.Services.AddHttpClient("one"), "a"));
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        app.Endpoint.Answer = (_, _) =>
        {
            asked.SetResult();
            return gate.Task;
        };
        using var cancellation = new CancellationTokenSource();

        var start = app.Host.StartAsync(cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
    }

    [Fact]
    public async Task Options_that_are_not_valid_are_told_as_without_it()
    {
        using var app = new App(
            builder => builder.AddTokenWarmup().AddClient(builder.Services.AddHttpClient("one"), "a"), options => options.ClientId = null);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.Host.StartAsync());

        Assert.StartsWith("Psd2Options.ClientId is missing.", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    private static void Configure(Psd2Options options, string clientId)
    {
        options.Environment = Psd2Environment.Development;
        (options.ClientId, options.ClientSecret) = (clientId, "s3cret");
    }

    private sealed class App : IDisposable
    {
        public App(Action<Psd2Builder> configure, Action<Psd2Options>? options = null)
        {
            var host = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
            host.Logging.AddProvider(new FakeLoggerProvider(Logs));
            host.Services.AddSingleton<TimeProvider>(Time);
            configure(host.Services
                .AddPsd2(settings =>
                {
                    Configure(settings, "erp");
                    options?.Invoke(settings);
                })
                .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => Endpoint)));
            Host = host.Build();
        }

        public IHost Host { get; }

        public SkippingTimeProvider Time { get; } = new();

        public TokenEndpointStub Endpoint { get; } = new();

        public FakeLogCollector Logs { get; } = new();

        public IPsd2TokenProvider Tokens => Host.Services.GetRequiredService<IPsd2TokenProvider>();

        public IEnumerable<string> ScopesAskedFor =>
            Endpoint.Requests.Select(
                request => Uri.UnescapeDataString(request.Body[(request.Body.IndexOf("scope=", StringComparison.Ordinal) + 6)..])).Order();

        public void Dispose() => Host.Dispose();
    }
}
