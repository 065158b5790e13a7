namespace Aritma.Psd2.Tokens;

/// <summary>How a token request failed.</summary>
internal enum TokenRequestOutcome
{
    /// <summary>With an error of RFC 6749 §5.2, or another 4xx.</summary>
    Refused,

    /// <summary>With 408, 429 or 5xx.</summary>
    Unavailable,

    /// <summary>With an answer that is no usable token.</summary>
    InvalidResponse,

    /// <summary>Without an answer in time.</summary>
    TimedOut,

    /// <summary>Without a connection.</summary>
    Unreachable,

    /// <summary>It wasn't made: the credentials provider brought none.</summary>
    NoCredentials,

    /// <summary>With an exception that nobody expected.</summary>
    Failed,
}
