namespace Aritma.Psd2.Testing;

/// <summary>A test that is slow by nature, such as one that packs packages or builds with them, and runs only where CI is true.</summary>
public class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute() => Skip = Slow.Reason;
}

/// <inheritdoc cref="SlowFactAttribute"/>
public sealed class SlowTheoryAttribute : TheoryAttribute
{
    public SlowTheoryAttribute() => Skip = Slow.Reason;
}

internal static class Slow
{
    /// <summary>Why tests are skipped here, or null.</summary>
    public static string? Reason { get; } = Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "Slow. Set the environment variable CI to true to run this test.";
}
