using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aritma.Psd2.Health;

/// <summary>How one token is doing, as a health check reports it: without the token.</summary>
internal sealed class TokenHealth(TokenSourceStatus source)
{
    public string Scopes => source.Scopes.Parameter;

    public string Description => (source.ExpiresAt, source.FailingSince) switch
    {
        ({ } expires, null) =>
            $"The token for '{Scopes}' is valid until {expires:u}{(source.IsFetching ? ", and is being refreshed" : "")}.",
        ({ } expires, { } since) =>
            $"The token for '{Scopes}' is valid until {expires:u}, but can't be refreshed since {since:u}: {source.Failure!.Message}",
        (null, { } since) => $"No token for '{Scopes}' could be had since {since:u}: {source.Failure!.Message}",
        _ => $"The token for '{Scopes}' {(source.IsFetching ? "is being requested" : "was not requested yet, or has expired unused")}.",
    };

    public IReadOnlyDictionary<string, object?> Data => new Dictionary<string, object?>
    {
        ["validUntil"] = source.ExpiresAt,
        ["isFetching"] = source.IsFetching,
        ["failingSince"] = source.FailingSince,
        ["failure"] = source.Failure?.Message,
    };

    public HealthStatus Status(HealthStatus failureStatus) => (source.ExpiresAt, source.FailingSince) switch
    {
        (_, null) => HealthStatus.Healthy,
        (null, _) => failureStatus,
        _ => HealthStatus.Degraded,
    };
}
