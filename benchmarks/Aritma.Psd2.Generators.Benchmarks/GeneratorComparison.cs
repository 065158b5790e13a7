using Aritma.Psd2.Testing;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>Our generator beside one that does nothing, in projects of one shape and size.</summary>
internal sealed record GeneratorComparison(
    ProjectShape Shape, int Clients, Pair Cold, Pair Unrelated, Pair Related, RelatedOutputs Outputs)
{
    public const double MostMegabytesAbove = 0.5;
    public const int SizeOfBound = 50;

    public double KilobytesAClient => Unrelated.MegabytesAbove * 1024 / Clients;

    public bool KeepsBounds => Outputs.Clients == 1 && (Clients != SizeOfBound || Unrelated.MegabytesAbove <= MostMegabytesAbove);

    public static GeneratorComparison Run(ProjectShape shape, int clients, int rounds)
    {
        var project = new ShapedProject(shape, clients);
        var (cold, unrelated, related) = (new Pair(), new Pair(), new Pair());

        // The first of each compiles methods, and loads what the references define.
        for (var round = 0; round <= (rounds + 1) / 2; round++)
        {
            var (floor, ours) = (Start().Floor.Run(project.Compile()), Start().Ours.Run(project.Compile()));
            Add(cold, floor, ours, isCounted: round > 0);
        }

        var compilation = project.Compile();
        var drivers = Start();
        drivers.Floor.Run(compilation);
        drivers.Ours.Run(ShapedProject.EditClass(compilation, -1));
        Measure(unrelated, drivers, edit => ShapedProject.EditClass(compilation, edit), rounds);
        Measure(related, drivers, edit => project.EditScopes(compilation, edit), rounds);
        return new GeneratorComparison(shape, clients, cold, unrelated, related, RelatedOutputs.Count(project));

        (MeasuredDriver Floor, MeasuredDriver Ours) Start() =>
            (new MeasuredDriver(new FloorGenerator(shape)), new MeasuredDriver(new Psd2ClientsGenerator()));
    }

    private static void Measure(
        Pair pair, (MeasuredDriver Floor, MeasuredDriver Ours) drivers, Func<int, Compilation> edit, int rounds)
    {
        for (var round = 0; round <= rounds; round++)
        {
            Add(pair, drivers.Floor.Run(edit(round)), drivers.Ours.Run(edit(round)), isCounted: round > 0);
        }
    }

    private static void Add(Pair pair, RunCost floor, RunCost ours, bool isCounted)
    {
        if (isCounted)
        {
            pair.Floor.Add(floor);
            pair.Ours.Add(ours);
        }
    }
}
