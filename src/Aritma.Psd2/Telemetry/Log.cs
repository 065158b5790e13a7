using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Telemetry;

/// <summary>The log messages of this library. An id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Got a token for '{Scopes}' from {Origin} ({Reason}), valid until {ExpiresAt:u}")]
    public static partial void TokenAcquired(
        this ILogger logger, string scopes, string origin, string reason, DateTimeOffset expiresAt);

    [LoggerMessage(2, LogLevel.Warning, "No new token ({Reason}), no other request for {Pause}: {Message}")]
    public static partial void AcquisitionFailed(
        this ILogger logger, Exception? cause, string reason, string pause, string message);

    [LoggerMessage(3, LogLevel.Warning, "{EndpointHost} granted more than the scopes '{Scopes}' that were asked for: '{ExtraScopes}'")]
    public static partial void ExtraScopesGranted(this ILogger logger, string endpointHost, ScopeSet scopes, string? extraScopes);

    [LoggerMessage(4, LogLevel.Debug, "A token request is repeated after {Delay}: {Message}")]
    public static partial void TokenRequestRepeated(this ILogger logger, string delay, string message);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "The API rejected the fresh token for '{Scopes}' too. 401 reaches the callers, and "
        + "a token is renewed once in 30 s")]
    public static partial void FreshTokenRejected(this ILogger logger, string scopes);

    [LoggerMessage(6, LogLevel.Information, "The options of {Registration} have changed; tokens are {Tokens}")]
    public static partial void OptionsReloaded(this ILogger logger, Psd2Builder registration, string tokens);

    [LoggerMessage(7, LogLevel.Error, "The changed options of {Registration} can't be used, the last ones stay in use: {Reason}")]
    public static partial void OptionsReloadFailed(this ILogger logger, Psd2Builder registration, string reason);

    [LoggerMessage(
        8,
        LogLevel.Error,
        "{Property} of {Registration} has changed, but is read once: none of the changed options "
        + "is used before the application restarts")]
    public static partial void OptionsReloadNeedsRestart(this ILogger logger, Psd2Builder registration, string property);

    [LoggerMessage(9, LogLevel.Warning, "Warm-up got no token for '{Scopes}': {Message}")]
    public static partial void WarmupFailed(this ILogger logger, Exception? cause, string scopes, string message);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "A call was cancelled while it waited for the token for '{Scopes}': by its caller, or by a time-out around it. "
        + "The token request goes on")]
    public static partial void CallGaveUp(this ILogger logger, string scopes);

    [LoggerMessage(
        101,
        LogLevel.Warning,
        "The distributed cache failed ({Cause}): until it works again, this instance requests "
        + "its own tokens for {Registration}")]
    public static partial void SharingFailed(this ILogger logger, Psd2Builder registration, string cause);

    [LoggerMessage(
        102,
        LogLevel.Warning,
        "A token that was shared for {Registration} can't be read: it is damaged, or the "
        + "instances don't share one Data Protection key ring and application name (SetApplicationName)")]
    public static partial void SharedTokenUnreadable(this ILogger logger, Psd2Builder registration);

    [LoggerMessage(
        103,
        LogLevel.Warning,
        "An entry of the distributed cache isn't the token of {Registration} that belongs "
        + "under its key, and was ignored. Check who writes to the cache")]
    public static partial void SharedTokenForeign(this ILogger logger, Psd2Builder registration);

    [LoggerMessage(
        104,
        LogLevel.Warning,
        "A token that was shared for {Registration} has expired, but the distributed cache "
        + "still holds it. Compare the clocks of the instances and of the cache")]
    public static partial void SharedTokenExpired(this ILogger logger, Psd2Builder registration);

    [LoggerMessage(
        105,
        LogLevel.Warning,
        "The distributed cache took {Duration} to answer: calls of {Registration} that need a new token wait for it")]
    public static partial void SharingSlow(this ILogger logger, string duration, Psd2Builder registration);

    [LoggerMessage(
        106,
        LogLevel.Warning,
        "The distributed cache of {Registration} is in the memory of this instance: it shares tokens with no other. Register one that "
        + "all instances reach")]
    public static partial void SharingInMemory(this ILogger logger, Psd2Builder registration);
}
