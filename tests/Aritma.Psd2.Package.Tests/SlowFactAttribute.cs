namespace Aritma.Psd2.Package.Tests;

/// <summary>A test that is slow by nature, and runs only where CI is true.</summary>
internal class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : "Slow. Set the environment variable CI to true to run this test.";
}
