namespace AccountOverview.Failures;

/// <summary>What a user can do about a failure.</summary>
internal enum Remedy
{
    /// <summary>Nothing but to go elsewhere.</summary>
    GoBack,

    TryAgain,

    ConnectAgain,
}
