using Aritma.Psd2.Testing;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests;

/// <summary>A service provider with one registration, whose HTTP clients end in stubs.</summary>
internal sealed class TestServices : IAsyncDisposable
{
    public const string Secret = "s3cret&=+/ %@value";
    public const string ClientName = "accounts";

    private readonly ServiceProvider _provider;
    private readonly ScopeSet _scopes;

    public TestServices(Action<Psd2Options>? options = null, Action<Psd2Builder>? configure = null, params string[] scopes)
    {
        _scopes = ScopeSet.Create(scopes.Length == 0 ? [Psd2Scope.ChannelPsd2, Psd2Scope.AisRead] : scopes, "The test");
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Logs)));
        var builder = services.AddPsd2(psd2 =>
        {
            psd2.Environment = Psd2Environment.Development;
            psd2.ClientId = "erp client";
            psd2.ClientSecret = Secret;
            options?.Invoke(psd2);
        });
        builder.ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => TokenEndpoint));
        builder.AddClient(services.AddHttpClient(ClientName).ConfigurePrimaryHttpMessageHandler(() => Api), [.. _scopes.Scopes]);
        configure?.Invoke(builder);
        _provider = services.BuildServiceProvider();
    }

    /// <summary>The clock. It doesn't wait between retries; a time limit of 10 seconds or more is the test's to reach.</summary>
    public SkippingTimeProvider Time { get; } = new();

    public TokenEndpointStub TokenEndpoint { get; } = new();

    public ApiStub Api { get; } = new();

    public FakeLogCollector Logs { get; } = new();

    public IPsd2TokenProvider Tokens => _provider.GetRequiredService<IPsd2TokenProvider>();

    public IServiceProvider Provider => _provider;

    /// <summary>The token source of the client.</summary>
    public TokenSource Source => _provider.GetRequiredKeyedService<TokenSources>(Options.DefaultName).Get(_scopes);

    public HttpClient Client(string name = ClientName) => _provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    public Task<HttpResponseMessage> CallAsync(string path = "/accounts", CancellationToken cancellationToken = default) =>
        Client().GetAsync(new Uri("https://banking.dev.aritma.io/api" + path), cancellationToken);

    /// <summary>Lets more time pass than any token lives or any failure is remembered, and clears the records.</summary>
    public void ForgetAll()
    {
        Time.Advance(TimeSpan.FromDays(366));
        Api.Requests.Clear();
        TokenEndpoint.Requests.Clear();
        Logs.Clear();
    }

    /// <summary>Ends when no token is being fetched.</summary>
    public async Task IsIdleAsync()
    {
        while (Source.Status.IsRequesting)
        {
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
