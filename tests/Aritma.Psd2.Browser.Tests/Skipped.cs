namespace Aritma.Psd2.Browser.Tests;

/// <summary>Stands for the tests of this project where they aren't compiled, so that a run says so.</summary>
public class Skipped
{
    [Fact(Skip = "Slow, and needs 800 MB of packages. Set the environment variable CI to true to build and run the browser tests.")]
    public void The_pages_in_a_browser() => Assert.Fail("Skipped.");
}
