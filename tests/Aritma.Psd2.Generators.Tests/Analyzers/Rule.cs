using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>A rule under test.</summary>
internal sealed record Rule(string Id)
{
    /// <summary>Fails unless exactly the marked reports of the rule are made. Each source gets the usual usings.</summary>
    public Task<ImmutableArray<Diagnostic>> MustReport(params string[] sources) => AnalyzerRun.MustReportAsync(Project(sources), Id);

    /// <summary>
    /// Fails if the rule reports anything, or if the sources don't compile, so that they say nothing about it. What Refit's own generator
    /// makes of them is Refit's matter.
    /// </summary>
    public Task MustStayQuiet(params string[] sources)
    {
        Assert.DoesNotContain(Project(sources).Run().Output.GetDiagnostics(), diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            && diagnostic.Location.SourceTree?.FilePath.StartsWith("/src/", StringComparison.Ordinal) != false);
        return MustReport(sources);
    }

    public static ConsumerProject Project(params string[] sources) => new([.. sources.Select(source => ConsumerProject.Usings + source)]);
}
