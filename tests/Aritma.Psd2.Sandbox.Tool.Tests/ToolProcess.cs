using System.Diagnostics;
using System.Reflection;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>The tool in a process of its own, which has printed where it listens.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private ToolProcess(Process process) => _process = process;

    /// <summary>All lines that it has printed.</summary>
    public IReadOnlyList<string> Output => _output;

    public Uri Page => new(Printed("Page"));

    public Uri TokenEndpoint => new(Printed("Token endpoint"));

    public string ApiBaseAddress => Printed("API");

    public string ClientId => Printed("Client id");

    public string ClientSecret => Printed("Client secret");

    public static async Task<ToolProcess> StartAsync(params string[] options)
    {
        var tool = new ToolProcess(Process.Start(StartInfo([.. options.Contains("--port") ? options : ["--port", "0", .. options]]))!);
        try
        {
            await tool.ReadAsync().WaitAsync(TimeSpan.FromMinutes(1));
            return tool;
        }
        catch
        {
            tool.Dispose();
            throw;
        }
    }

    /// <summary>Runs it with options that it doesn't start a sandbox with.</summary>
    public static Task<ProgramRun> RunAsync(params string[] options) => ProgramRun.OfAsync(StartInfo(options));

    /// <summary>The command to paste that stands under a heading.</summary>
    public string Command(string heading) => string.Join('\n', _output
        .SkipWhile(line => line != heading)
        .Skip(2)
        .TakeWhile(line => line.Length > 0)
        .Select(line => line.Trim()));

    /// <summary>Sends a signal to it, and waits until it has ended.</summary>
    public async Task<ProgramRun> EndAsync(string signal)
    {
        var kill = await ProgramRun.OfAsync("sh", "-c", $"kill -{signal} {_process.Id}");
        Assert.Equal("", kill.Errors);
        return await ProgramRun.EndOfAsync(_process).WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string[] options)
    {
        var tool = typeof(ToolProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Tool").Value!;
        string[] command = IgnoresInterrupt ? ["env", "--default-signal=INT", "dotnet", tool] : ["dotnet", tool];
        return new(command[0], [.. command[1..], .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    /// <summary>Whether these tests were started as a shell starts background jobs: deaf to SIGINT, and so are their children.</summary>
    private static bool IgnoresInterrupt => OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        .Any(line => (Convert.ToUInt64(line[7..].Trim(), 16) & 0b10) != 0);

    private async Task ReadAsync()
    {
        do
        {
            var line = await _process.StandardOutput.ReadLineAsync();
            _output.Add(line ?? throw new EndOfStreamException(await _process.StandardError.ReadToEndAsync()));
        }
        while (_output[^1] != "Press Ctrl+C to stop.");
    }

    private string Printed(string label) => _output.Single(line => line.StartsWith($"  {label}  ", StringComparison.Ordinal))[18..];
}
