using System.Diagnostics;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>What a program that has ended left.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    public static Task<ProgramRun> OfAsync(string program, params string[] arguments) => OfAsync(new ProcessStartInfo(program, arguments));

    public static async Task<ProgramRun> OfAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        try
        {
            return await EndOfAsync(process).WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Reads whatever a process writes until it ends.</summary>
    public static async Task<ProgramRun> EndOfAsync(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>No output: it has a secret, or a token.</summary>
    public override string ToString() => $"Exit code {ExitCode}: {Errors}";
}
