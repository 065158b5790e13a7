namespace Aritma.Psd2.Tokens;

/// <summary>Why a token is acquired, as logs, metrics and spans say it.</summary>
internal static class AcquisitionReason
{
    /// <summary>There is no usable one.</summary>
    public const string Cold = "cold";

    /// <summary>The one in use is going to expire.</summary>
    public const string Expiring = "expiring";

    /// <summary>The API rejected the one in use with 401.</summary>
    public const string Rejected = "rejected";
}
