using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>By itself: what other tests leave to the garbage collector makes it take away what this one counts on.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    private const int Interfaces = 1_000;
    private const int LargestCost = 2 * 1024 * 1024;

    /// <summary>Beside a generator that only looks for the attribute, in the same process: what is above it is ours.</summary>
    [Fact]
    public void An_unrelated_edit_costs_at_most_two_megabytes_at_a_thousand_interfaces()
    {
        var project = new ConsumerProject(
            ConsumerProject.Usings + string.Concat(Enumerable.Range(0, Interfaces).Select(number => $$"""
                [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)] public interface I{{number}}
                { [Get("/a")] Task<string> AAsync(); [Get("/b")] Task<string> BAsync(); [Post("/c")] Task CAsync(); }

                """)),
            "class Other { }");
        var compilation = project.Compile();

        var ours = AllocatedByAnEdit(new Psd2ClientsGenerator(), compilation);
        var nothing = AllocatedByAnEdit(new DoesNothing(), compilation);

        Assert.True(ours - nothing <= LargestCost, $"{(ours - nothing) / 1024} KB above a generator that does nothing");
    }

    private static long AllocatedByAnEdit(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        var parseOptions = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: parseOptions);
        driver = driver.RunGenerators(compilation);
        var least = long.MaxValue;
        for (var edit = 0; edit < 8; edit++)
        {
            // A compilation of its own for each run: what the first one binds, the next must not find bound.
            var other = compilation.SyntaxTrees[1];
            var edited = compilation.ReplaceSyntaxTree(
                other, CSharpSyntaxTree.ParseText($"class Other {{ int Edit{edit}; }}", parseOptions, other.FilePath));
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(edited);

            // Syntax nodes that the garbage collector took are made again, now and then.
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private sealed class DoesNothing : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var interfaces = context.SyntaxProvider.ForAttributeWithMetadataName(
                "Aritma.Psd2.Psd2ScopesAttribute",
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (attributed, _) => attributed.TargetSymbol.Name);
            context.RegisterSourceOutput(interfaces.Collect(), static (_, _) => { });
        }
    }
}
