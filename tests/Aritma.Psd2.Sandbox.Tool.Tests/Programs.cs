using System.ComponentModel;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>Programs of this machine that tests run; null: there is none that can do what a test needs.</summary>
internal static class Programs
{
    /// <summary>A POSIX shell with curl. On Windows, where there may be both, signals and quotes are others.</summary>
    public static string? Shell { get; } = OperatingSystem.IsWindows() ? null : FirstThatRuns(["sh"], "-c", "curl --version");

    /// <summary>One that has fetch.</summary>
    public static string? Node { get; } = FirstThatRuns(["node"], "-e", "fetch");

    /// <summary>One that has the module requests: where several are installed, the first on the PATH may be without.</summary>
    public static string? Python { get; } = FirstThatRuns(["python3", "/usr/bin/python3"], "-c", "import requests");

    private static string? FirstThatRuns(string[] candidates, params string[] arguments) =>
        candidates.FirstOrDefault(candidate => Runs(candidate, arguments));

    // On a thread of the pool: the attributes that ask can't await, and may be created where only one thread is allowed.
    private static bool Runs(string program, string[] arguments)
    {
        try
        {
            return Task.Run(() => ProgramRun.OfAsync(program, arguments)).GetAwaiter().GetResult().ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that runs commands in a shell.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() =>
        Skip = Programs.Shell is null ? "There is no POSIX shell with curl. Install curl (apt-get install curl) to run this test." : null;
}

/// <summary>A test that runs JavaScript.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() =>
        Skip = Programs.Node is null ? "There is no node with fetch. Install Node.js 18 or later to run this test." : null;
}

/// <summary>A test that runs Python.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() =>
        Skip = Programs.Python is null
            ? "There is no python3 with requests. Install it (apt-get install python3-requests) to run this test."
            : null;
}

/// <summary>A test that sends signals.</summary>
internal sealed class SignalTheoryAttribute : TheoryAttribute
{
    public SignalTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals to send." : null;
}
