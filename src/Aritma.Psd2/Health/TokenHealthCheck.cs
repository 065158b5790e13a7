using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aritma.Psd2.Health;

/// <summary>Reports how the tokens of a registration's clients are doing.</summary>
internal sealed class TokenHealthCheck(IReadOnlyCollection<ScopeSet> scopeSets, TokenSources sources) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        TokenSource[] clients = [.. scopeSets.Select(sources.Get)];
        if (Array.Find(clients, IsCold) is { } cold)
        {
            await TryFetchAsync(cold, cancellationToken).ConfigureAwait(false);
        }

        TokenHealth[] tokens = [.. clients.Select(client => new TokenHealth(client.Status))];
        return new HealthCheckResult(
            tokens.Select(token => token.Status(context.Registration.FailureStatus)).DefaultIfEmpty(HealthStatus.Healthy).Min(),
            string.Join(" ", tokens.Select(token => token.Description)),
            data: tokens.ToDictionary(token => token.Scopes, object (token) => token.Data));
    }

    // A client in its pause would only repeat its last failure.
    private static bool IsCold(TokenSource client) => client.Status is { ExpiresAt: null, IsFetching: false, Pause.Ticks: 0 };

    /// <exception cref="OperationCanceledException">The check was cancelled. The fetch goes on.</exception>
    private static async Task TryFetchAsync(TokenSource client, CancellationToken cancellationToken)
    {
        try
        {
            await client.FetchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Psd2TokenException)
        {
            // The client's status tells of it.
        }
    }
}
