namespace Aritma.Psd2.Tokens;

/// <summary>How a token source is doing, without its token.</summary>
/// <param name="Scopes">The scopes of its token.</param>
/// <param name="ExpiresAt">When its token expires, in UTC; null if it has no usable one.</param>
/// <param name="IsFetching">Whether a token request is under way.</param>
/// <param name="FailingSince">When the first failure since the last new token was, in UTC; null if there was none.</param>
/// <param name="Failure">The last failure since then.</param>
/// <param name="Pause">How long no token is requested.</param>
internal sealed record TokenSourceStatus(
    ScopeSet Scopes, DateTimeOffset? ExpiresAt, bool IsFetching, DateTimeOffset? FailingSince, Psd2TokenException? Failure, TimeSpan Pause);
