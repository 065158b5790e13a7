using Aritma.Psd2.Sharing;
using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>One instance of a cluster: a service provider with the default registration.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly TestServices _services;

    public Instance(Cluster cluster, string name, IDataProtectionProvider keyRing, Action<Psd2Builder>? configure)
    {
        Cache = new CacheClient(cluster.Store);
        _services = new TestServices(configure: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(cluster.Time);
            builder.Services.AddSingleton<IDistributedCache>(Cache);
            builder.Services.AddSingleton(keyRing);
            builder.AddDistributedTokenCache();
            configure?.Invoke(builder);
        });
        TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"{name}-{number}"));
    }

    public CacheClient Cache { get; }

    public TokenEndpointStub TokenEndpoint => _services.TokenEndpoint;

    public ApiStub Api => _services.Api;

    public IPsd2TokenProvider Tokens => _services.Tokens;

    /// <summary>Access to the cache, beside that of the calls.</summary>
    public DistributedTokens SharedTokens() => DistributedTokens.Create(
        _services.Provider.GetRequiredService<Registrations>().Builders.Single(), _services.Provider, () => TimeSpan.FromSeconds(30));

    public Psd2TokenStatus Token => _services.Provider.GetRequiredKeyedService<TokenSources>("").All.Single().Status;

    public FakeLogCollector Logs => _services.Logs;

    /// <summary>The ids of the warnings about sharing, in their order.</summary>
    public IEnumerable<int> Warnings => Logs.GetSnapshot()
        .Where(record => record.Level == LogLevel.Warning && record.Category!.StartsWith("Aritma.Psd2.Sharing.", StringComparison.Ordinal))
        .Select(record => record.Id.Id);

    /// <summary>Calls the API, and returns the token that the call carried last.</summary>
    public async Task<string> CallAsync()
    {
        using var response = await _services.CallAsync();
        return Api.Requests.Last().Authorization!["Bearer ".Length..];
    }

    /// <summary>Calls the API, and returns the token that a refresh which the call has started brings.</summary>
    public async Task<string> CallAndRefreshAsync()
    {
        await CallAsync();
        while (Token.IsRequesting)
        {
            await Task.Yield();
        }

        return await CallAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
