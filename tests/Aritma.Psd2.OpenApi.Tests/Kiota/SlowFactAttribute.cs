namespace Aritma.Psd2.OpenApi.Tests.Kiota;

/// <summary>A test that installs a tool and builds a project.</summary>
internal sealed class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "Slow. Set the environment variable CI to true to run this test.";
        }
    }
}
