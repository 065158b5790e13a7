namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Where a consent stands. The names are as the PSD2 pages spell them; the later API has them in lower camel case, and has
/// <see cref="Unknown"/>, <see cref="Failure"/> and <see cref="AwaitingApproval"/> alone.
/// </summary>
internal enum ConsentStatus
{
    Unknown,
    Created,
    Started,
    Authorized,
    Expired,
    Revoked,
    Failure,
    AwaitingApproval,
}

internal static class ConsentStatuses
{
    public static IReadOnlyList<ConsentStatus> All { get; } = Enum.GetValues<ConsentStatus>();

    /// <summary>Whether the end user or somebody else still has to decide.</summary>
    public static bool IsWaiting(this ConsentStatus status) =>
        status is ConsentStatus.Created or ConsentStatus.Started or ConsentStatus.AwaitingApproval;
}
