using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>Acquires the tokens of a registration's clients when the host starts.</summary>
internal sealed class TokenWarmup(
    IReadOnlyCollection<ScopeSet> scopeSets, TokenSources sources, bool failStart, ILogger<TokenWarmup> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(scopeSets.Select(scopes => WarmUpAsync(scopes, cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WarmUpAsync(ScopeSet scopes, CancellationToken cancellationToken)
    {
        var source = sources.Get(scopes);
        try
        {
            if (!source.TryGetUsable(out _))
            {
                (await source.AcquireAsync(cancellationToken).ConfigureAwait(false)).TokenOrThrow();
            }
        }
        catch (Psd2TokenException failure) when (!failStart)
        {
            logger.Try(logger => logger.WarmupFailed(failure.InnerException, source.Tags.Name, failure.Message));
        }
    }
}
