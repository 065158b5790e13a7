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

    /// <summary>The status of this name, in any case. Unlike <c>Enum.TryParse</c>, it knows no numbers and no lists of names.</summary>
    public static ConsentStatus? Find(string name) => All
        .Where(status => status.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
        .Cast<ConsentStatus?>()
        .FirstOrDefault();
}
