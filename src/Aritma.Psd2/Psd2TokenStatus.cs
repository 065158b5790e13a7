using System.Text.Json.Serialization;

namespace Aritma.Psd2;

/// <summary>How the token of one scope set is doing, without the token.</summary>
public sealed class Psd2TokenStatus
{
    /// <summary>Its scopes as declared first.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>How it is doing.</summary>
    public Psd2TokenState State { get; init; }

    /// <summary>When the token that calls use expires, in UTC; null if there is none.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether one is being requested, also in place of one that is still valid.</summary>
    public bool IsRequesting { get; init; }

    /// <summary>When the first failure since the last new token was, in UTC; null if there was none.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The last failure since then. System.Text.Json can't write exceptions: its output has the message alone.</summary>
    [JsonIgnore]
    public Psd2TokenException? LastFailure { get; init; }

    /// <summary>The message of the last failure.</summary>
    public string? LastFailureMessage => LastFailure?.Message;

    /// <summary>How long no token is requested after that failure; zero if the next call may request one.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Since when the API has rejected tokens as soon as they were issued, in UTC; null if it doesn't.</summary>
    public DateTimeOffset? RejectedSince { get; init; }
}
