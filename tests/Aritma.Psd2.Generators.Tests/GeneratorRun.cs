using System.Reflection;
using System.Runtime.Loader;
using Aritma.Psd2.Generators;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>What came out of a run of the generator over a consumer's project.</summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, Compilation Output)
{
    public GeneratorRunResult Result => Driver.GetRunResult().Results
        .Single(result => result.Generator.GetGeneratorType() == typeof(Psd2ClientsGenerator));

    /// <summary>The emitted text; empty if nothing was emitted.</summary>
    public string Text => string.Concat(Result.GeneratedSources.Select(source => source.SourceText.ToString()));

    /// <summary>
    /// Fails on any error in the sources and any error or warning in what was emitted. What Refit's own generator makes of a name
    /// that is a keyword, or of an obsolete interface, is Refit's matter.
    /// </summary>
    public GeneratorRun MustCompile()
    {
        Assert.Null(Result.Exception);
        Assert.Empty(Result.Diagnostics);
        var emitted = Result.GeneratedSources.Select(source => source.SyntaxTree).ToHashSet();
        var emittedByOthers = Driver.GetRunResult().GeneratedTrees.ToHashSet();
        emittedByOthers.ExceptWith(emitted);
        Assert.DoesNotContain(Output.GetDiagnostics(), diagnostic => diagnostic.Location.SourceTree is var tree && diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => tree is null || !emittedByOthers.Contains(tree),
            DiagnosticSeverity.Warning => tree is not null && emitted.Contains(tree),
            _ => false,
        });
        return this;
    }

    /// <summary>Loads the output; its assembly name can be taken once.</summary>
    public Assembly Load()
    {
        MustCompile();
        using var image = new MemoryStream();
        Assert.True(Output.Emit(image).Success);
        image.Position = 0;

        // Refit looks for its generated types by name, which finds them in the default context only.
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}
