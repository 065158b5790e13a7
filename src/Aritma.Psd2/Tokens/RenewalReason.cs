namespace Aritma.Psd2.Tokens;

/// <summary>Why a token is fetched.</summary>
internal enum RenewalReason
{
    /// <summary>There is no usable one.</summary>
    Cold,

    /// <summary>The one in use is going to expire.</summary>
    Expiring,

    /// <summary>The API rejected the one in use with 401.</summary>
    Rejected,
}
