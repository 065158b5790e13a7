using System.Diagnostics;
using System.Runtime;

namespace Aritma.Psd2.ColdStart;

/// <summary>What a process has spent since this was made: milliseconds, and methods that were compiled.</summary>
internal sealed class Measurement
{
    private readonly long _methods = JitInfo.GetCompiledMethodCount();
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Prints the line that the comparison reads.</summary>
    public void Print()
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        var methods = JitInfo.GetCompiledMethodCount() - _methods;
        Console.WriteLine(FormattableString.Invariant($"{elapsed.TotalMilliseconds} {methods}"));
    }
}
