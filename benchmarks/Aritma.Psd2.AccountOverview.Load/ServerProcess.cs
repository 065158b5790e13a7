using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>A server in a process of its own, so that its memory and processor time are nobody else's. It ends with this object.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _readyPrefix;

    private ServerProcess(ProcessStartInfo start, string readyPrefix)
    {
        _readyPrefix = readyPrefix;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, data) => Read(data.Data);
        _process.ErrorDataReceived += (_, data) => Read(data.Data);
        _process.Exited += (_, _) => _ready.TrySetException(HasEnded());
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whether a line of a log is more than information.</summary>
    public static bool IsComplaint(string line) => Complaint.IsMatch(line);

    /// <param name="program">The program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Its environment variables.</param>
    /// <param name="readyPrefix">How the line begins that tells its address, and that it is ready.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The process, and its address.</returns>
    public static async Task<(ServerProcess Process, Uri Address)> StartAsync(
        PublishedProgram program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> settings,
        string readyPrefix,
        CancellationToken cancellationToken)
    {
        // A host watches the folder that it is started in, with all below: a program's own is small.
        var start = new ProcessStartInfo("dotnet", [program.File, .. arguments])
        {
            WorkingDirectory = program.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = new ServerProcess(start, readyPrefix);
        try
        {
            return (process, new(await process._ready.Task.WaitAsync(StartTimeout, cancellationToken)));
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public ResourceUse ReadUse()
    {
        _process.Refresh();
        if (_process.HasExited)
        {
            throw HasEnded();
        }

        return new(Stopwatch.GetTimestamp(), _process.WorkingSet64, _process.TotalProcessorTime, _process.Threads.Count);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private InvalidOperationException HasEnded() =>
        new($"{_process.StartInfo.WorkingDirectory} has ended:\n{string.Join('\n', _lines)}");

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.TrimStart() is var text && text.StartsWith(_readyPrefix, StringComparison.Ordinal))
        {
            _ready.TrySetResult(text[_readyPrefix.Length..].Trim());
        }
    }

    [GeneratedRegex("^(warn|fail|crit): |Unhandled exception")]
    private static partial Regex Complaint { get; }
}
