using System.Diagnostics;
using System.Reflection;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>A program of this repository, published as it would be deployed.</summary>
/// <param name="Folder">Where it was published to.</param>
/// <param name="File">Its assembly.</param>
internal sealed record PublishedProgram(string Folder, string File)
{
    private static readonly string Repository = typeof(PublishedProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Repository")
        .Value!;

    public static async Task<PublishedProgram> PublishAsync(string project, string assembly, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, assembly);
        Console.Error.WriteLine($"publishing {project}");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-v", "quiet"])
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? new(folder, assembly + ".dll")
                : throw new InvalidOperationException($"{project} can't be published:\n{output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
