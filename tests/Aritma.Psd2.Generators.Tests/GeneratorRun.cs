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

    /// <summary>Fails on any error, anywhere, and on any warning in what was emitted.</summary>
    public GeneratorRun MustCompile()
    {
        Assert.Null(Result.Exception);
        Assert.Empty(Result.Diagnostics);
        var emitted = Result.GeneratedSources.Select(source => source.SyntaxTree.FilePath).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Output.GetDiagnostics(), diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && emitted.Contains(diagnostic.Location.SourceTree?.FilePath ?? "")));
        return this;
    }

    public Assembly Load()
    {
        MustCompile();
        using var image = new MemoryStream();
        Assert.True(Output.Emit(image).Success);
        image.Position = 0;
        return new AssemblyLoadContext(Output.AssemblyName, isCollectible: false).LoadFromStream(image);
    }
}
