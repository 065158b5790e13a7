using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Testing;

/// <param name="Time">How long a run took.</param>
/// <param name="Bytes">What it allocated: exact, but for syntax nodes that the garbage collector took and that are made again.</param>
internal readonly record struct RunCost(TimeSpan Time, long Bytes);

/// <summary>One generator by itself, with what it remembers from run to run.</summary>
internal sealed class MeasuredDriver(IIncrementalGenerator generator, bool recordsSteps = false)
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        parseOptions: ShapedProject.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, recordsSteps));

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <param name="compilation">One that no other run has seen: what that bound, this one would find bound.</param>
    public RunCost Run(Compilation compilation)
    {
        var start = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        _driver = _driver.RunGenerators(compilation);
        return new RunCost(Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
