using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Aritma.Psd2.ColdStart;

/// <summary>A program that measures its own start, published as it would be deployed.</summary>
internal sealed class PublishedProgram
{
    private static readonly string Benchmarks = typeof(PublishedProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Benchmarks")
        .Value!;

    private readonly string _folder;
    private readonly string _file;

    private PublishedProgram(string folder, string file) => (_folder, _file) = (folder, file);

    public static async Task<PublishedProgram> PublishAsync(string name, bool readyToRun)
    {
        var project = $"Aritma.Psd2.ColdStart.{name}";
        var output = Path.Combine(AppContext.BaseDirectory, readyToRun ? $"{name}.ReadyToRun" : name);
        string[] compiled = readyToRun ? ["--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true"] : [];
        Console.Error.WriteLine($"publishing {Path.GetFileName(output)}");
        await RunAsync(Benchmarks, ["publish", project, "-c", "Release", "-o", output, "-v", "quiet", .. compiled]);
        return new PublishedProgram(output, project + ".dll");
    }

    public async Task<ColdStart> StartAsync(string variant, string answers)
    {
        var figures = (await RunAsync(_folder, [_file, variant, answers])).Split(' ');
        return new ColdStart(
            double.Parse(figures[0], CultureInfo.InvariantCulture), int.Parse(figures[1], CultureInfo.InvariantCulture));
    }

    private static async Task<string> RunAsync(string folder, string[] arguments)
    {
        // A host watches the folder that it is started in, with all below: a program's own is small.
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
    }
}
