using System.Diagnostics;
using System.Reflection;

namespace Aritma.Psd2.Package.Tests;

/// <summary>What the build of these tests knew, and the means to run another one.</summary>
internal static class Build
{
    public static string Repository => Metadata("Repository");

    /// <summary>The oldest Refit that the package works with.</summary>
    public static string RefitMinimumVersion => Metadata("RefitMinimumVersion");

    public static string PackageFolder => Metadata("PackageFolder");

    public static string AdditionalSources => Metadata("AdditionalSources");

    public static Task<(int ExitCode, string Output)> DotnetAsync(string directory, params string[] arguments) =>
        RunAsync("dotnet", directory, [.. arguments, "-nodeReuse:false"]);

    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build inside of a test run must not take the outer build's MSBuild for its own.
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(key);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string Metadata(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value ?? "";
}
