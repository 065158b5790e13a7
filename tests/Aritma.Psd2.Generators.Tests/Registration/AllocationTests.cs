using Aritma.Psd2.Testing;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>
/// What an unrelated edit costs beside a generator that only looks for the attributes, in the same process: what is above it is ours. By
/// itself: what other tests leave to the garbage collector makes it take away what this one counts on.
/// </summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    private const int Clients = 50;
    private const int LargestCost = 512 * 1024;

    // What doesn't grow with the clients, and what the runs differ in.
    private const int Tolerance = 64 * 1024;

    public static TheoryData<ProjectShape> Shapes() => new(Enum.GetValues<ProjectShape>());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_unrelated_edit_costs_at_most_half_a_megabyte_at_fifty_clients(ProjectShape shape)
    {
        var cost = CostAboveTheFloor(shape, Clients);

        Assert.True(cost <= LargestCost, $"{cost / 1024} KB above a generator that does nothing");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_an_unrelated_edit_costs_grows_with_the_clients_and_not_faster(ProjectShape shape)
    {
        const int Times = 4;
        var few = CostAboveTheFloor(shape, Clients);
        var many = CostAboveTheFloor(shape, Times * Clients);

        Assert.True(many <= (Times * few * 11 / 10) + Tolerance, $"{many / 1024} KB with {Times} × as many clients as for {few / 1024} KB");
    }

    private static long CostAboveTheFloor(ProjectShape shape, int clients)
    {
        var project = new ShapedProject(shape, clients);
        return AllocatedByAnEdit(new Psd2ClientsGenerator(), project) - AllocatedByAnEdit(new FloorGenerator(shape), project);
    }

    private static long AllocatedByAnEdit(IIncrementalGenerator generator, ShapedProject project)
    {
        var compilation = project.Compile();
        var driver = new MeasuredDriver(generator);
        driver.Run(compilation);

        // Syntax nodes that the garbage collector took are made again, now and then: the least is what counts.
        return Enumerable.Range(0, 8).Min(edit => driver.Run(ShapedProject.EditClass(compilation, edit)).Bytes);
    }
}
