namespace Aritma.Psd2.Generators.Tests;

/// <summary>The inventory of a consumer's assembly, read from what is compiled.</summary>
internal static class CompiledInventory
{
    private static int _assemblies;

    /// <summary>Each client in one line: <c>IApi: a b; OneAsync: c; TwoAsync: anonymous</c>.</summary>
    public static IEnumerable<string> Of(string source)
    {
        var run = new ConsumerProject(ConsumerProject.Usings + source)
        {
            AssemblyName = $"Contoso.Inventory{Interlocked.Increment(ref _assemblies)}",
        }.Run();
        var inventory = run.Load().GetType($"Aritma.Psd2.{run.Output.AssemblyName!.Replace('.', '_')}Psd2ScopeInventory")!;
        Assert.False(inventory.IsPublic);
        return ((IReadOnlyList<Psd2ClientScopes>)inventory.GetProperty("Clients")!.GetValue(null)!).Select(client => client.ToString());
    }
}
