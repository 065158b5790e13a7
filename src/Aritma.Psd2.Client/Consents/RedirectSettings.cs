namespace Aritma.Psd2.Client;

/// <summary>Where the end user's browser goes when a consent has been decided. Source: Create consent (V4).</summary>
public sealed record RedirectSettings
{
    /// <summary>The address after success; null: a receipt page of Aritma's.</summary>
    public Uri? Success { get; init; }

    /// <summary>The address after a failure; null: an error page of Aritma's.</summary>
    public Uri? Error { get; init; }
}
