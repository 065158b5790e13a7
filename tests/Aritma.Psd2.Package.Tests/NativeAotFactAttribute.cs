namespace Aritma.Psd2.Package.Tests;

/// <summary>A test that publishes with Native AOT, which takes long and needs a C compiler, to link with.</summary>
internal sealed class NativeAotFactAttribute : SlowFactAttribute
{
    public NativeAotFactAttribute()
    {
        if (Skip is null && !IsOnPath("clang") && !IsOnPath("gcc"))
        {
            Skip = "Neither clang nor gcc is on the PATH. Install one (apt-get install gcc libc6-dev) to run this test.";
        }
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
