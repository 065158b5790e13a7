using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aritma.Psd2.Health;

/// <summary>How one token is doing, as a health check reports it: without the token.</summary>
internal sealed class TokenHealth(string name, Psd2TokenStatus token)
{
    public string Name => name;

    public string Description => token.State switch
    {
        Psd2TokenState.NotRequested => $"The token for '{Name}' was not requested yet.",
        Psd2TokenState.Requested => $"The token for '{Name}' is being requested.",
        Psd2TokenState.Expired => $"The token for '{Name}' has expired, and no call has needed another one.",
        Psd2TokenState.Rejected =>
            $"The token for '{Name}' is valid until {token.ExpiresAt:u}, but the API has rejected fresh tokens since "
            + $"{token.RejectedSince:u}.",
        Psd2TokenState.RefreshFailing =>
            $"The token for '{Name}' is valid until {token.ExpiresAt:u}, but no new one could be obtained since {token.FailingSince:u}: "
            + token.LastFailure,
        Psd2TokenState.Unavailable =>
            $"No token for '{Name}' could be obtained since {token.FailingSince:u}: {token.LastFailure}",
        _ => $"The token for '{Name}' is valid until {token.ExpiresAt:u}{(token.IsRequesting ? ", and is being refreshed" : "")}.",
    };

    public IReadOnlyDictionary<string, object?> Data => new Dictionary<string, object?>
    {
        ["state"] = token.State.ToString(),
        ["validUntil"] = token.ExpiresAt,
        ["failingSince"] = token.FailingSince,
        ["failure"] = token.LastFailure,
        ["rejectedSince"] = token.RejectedSince,
    };

    public HealthStatus Status(HealthStatus failureStatus) => token.State switch
    {
        Psd2TokenState.Unavailable or Psd2TokenState.Rejected => failureStatus,
        Psd2TokenState.RefreshFailing => HealthStatus.Degraded,
        _ => HealthStatus.Healthy,
    };
}
