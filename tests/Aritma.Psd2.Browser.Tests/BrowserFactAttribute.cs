namespace Aritma.Psd2.Browser.Tests;

/// <summary>A test that drives a browser, which needs Chromium. Where CI isn't true, the project has none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Requirements.Missing;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Requirements.Missing;
}

internal static class Requirements
{
    /// <summary>Why there is no test; null: there is one.</summary>
    public static string? Missing { get; } =
        Chromium.Path is null ? "There is no Chromium on the PATH. Install it (apt-get install chromium) to run this test."
        : null;
}
