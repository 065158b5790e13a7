using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Telemetry;

/// <summary>The log messages of this library. An id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Fetched a token for '{Scopes}' from {EndpointHost}, valid until {ExpiresAt:u}")]
    public static partial void TokenFetched(this ILogger logger, ScopeSet scopes, string endpointHost, DateTimeOffset expiresAt);

    // Each caller gets the exception, so that this is for whoever looks into one.
    [LoggerMessage(2, LogLevel.Debug, "No token: {Reason}")]
    public static partial void TokenRequestFailed(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{EndpointHost} granted more than the scopes '{Scopes}' that were asked for: '{ExtraScopes}'")]
    public static partial void ExtraScopesGranted(this ILogger logger, string endpointHost, ScopeSet scopes, string? extraScopes);
}
