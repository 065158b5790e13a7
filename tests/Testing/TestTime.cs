namespace Aritma.Psd2.Testing;

/// <summary>When the clocks of the tests start.</summary>
internal static class TestTime
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 17, 9, 30, 0, TimeSpan.Zero);
}
