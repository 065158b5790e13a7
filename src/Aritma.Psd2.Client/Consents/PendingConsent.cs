namespace Aritma.Psd2.Client;

/// <summary>
/// A consent whose end user has been sent to the bank. Keep it where only that user's return finds it, in a session or an encrypted cookie,
/// until <see cref="ConsentFlow.CompleteAsync"/>.
/// </summary>
public sealed record PendingConsent
{
    /// <summary>The consent's id.</summary>
    public required string ConsentId { get; init; }

    /// <summary>The random text that the user's browser must bring back.</summary>
    public required string State { get; init; }

    /// <summary>Where the end user decides, in a browser. It works once.</summary>
    public required Uri RedirectUrl { get; init; }

    /// <summary>The id alone: state and address are for one browser's eyes.</summary>
    public override string ToString() => $"{nameof(PendingConsent)} {ConsentId}";
}
