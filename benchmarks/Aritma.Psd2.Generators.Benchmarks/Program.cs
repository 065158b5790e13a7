// What generator and analyzers cost, each beside one that does nothing, in turn within one process.
//   dotnet run -c Release --project benchmarks/Aritma.Psd2.Generators.Benchmarks [-- [generator | analyzers] [--quick] [clients …]]
using System.Globalization;
using Aritma.Psd2.Generators.Benchmarks;
using Aritma.Psd2.Testing;

var isQuick = args.Contains("--quick");
var given = args.Where(arg => int.TryParse(arg, out _)).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToArray();
var sizes = given.Length > 0 ? given : isQuick ? [50, 200] : [50, 1_000, 5_000];
var keepsBounds = true;
if (!args.Contains("analyzers"))
{
    var comparisons = new List<GeneratorComparison>();
    foreach (var clients in sizes)
    {
        foreach (var shape in Enum.GetValues<ProjectShape>())
        {
            var comparison = GeneratorComparison.Run(shape, clients, rounds: isQuick || clients > 50 ? 3 : 9);
            Console.Error.WriteLine($"{shape}, {clients:N0} clients: {comparison.Unrelated.MegabytesAbove:F2} MB above the floor");
            comparisons.Add(comparison);
        }
    }

    GeneratorReport.Print(comparisons);
    keepsBounds &= comparisons.All(comparison => comparison.KeepsBounds);
}

if (!args.Contains("generator"))
{
    var comparisons = new List<AnalyzerComparison>();
    foreach (var shape in isQuick ? [ProjectShape.Plain] : new[] { ProjectShape.Plain, ProjectShape.ScopesPerMethod })
    {
        var comparison = await AnalyzerComparison.RunAsync(
            shape, given is [var clients, ..] ? clients : isQuick ? 200 : 1_000, rounds: isQuick ? 3 : 7);
        Console.Error.WriteLine($"{shape}: {comparison.AllocationRatio:F2} of the allocation of an empty analyzer");
        comparisons.Add(comparison);
    }

    AnalyzerReport.Print(comparisons);
    keepsBounds &= comparisons.All(comparison => comparison.KeepsBound);
}

return keepsBounds ? 0 : 1;
