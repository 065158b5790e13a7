using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>
/// What the analyzers report in a consumer's project, whose sources mark each expected report: <c>{|PSD2003:"a"|}</c>. It runs every
/// analyzer of the generator's assembly, after the generators, as a build does.
/// </summary>
internal static partial class AnalyzerRun
{
    /// <summary>Every analyzer that is shipped.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(Psd2ClientsGenerator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Fails unless exactly the marked reports are made. Returns them in order of file and place.</summary>
    /// <param name="marked">The project; its sources and its Psd2Scopes.txt may hold marks.</param>
    /// <param name="only">The ids to compare; all where none is given.</param>
    public static async Task<ImmutableArray<Diagnostic>> MustReportAsync(ConsumerProject marked, params string[] only)
    {
        var expected = new List<string>();
        var sources = marked.Sources.Select((source, file) => Unmark(source, $"/src/File{file}.cs", expected)).ToImmutableArray();
        var approved = marked.ApprovedScopes is null ? null : Unmark(marked.ApprovedScopes, "/src/Psd2Scopes.txt", expected);
        var reported = (await ReportsAsync(marked with { Sources = sources, ApprovedScopes = approved }))
            .Where(report => only.Length == 0 || only.Contains(report.Id))
            .ToImmutableArray();

        Assert.Equal(
            expected.Where(mark => only.Length == 0 || only.Contains(mark[..7])).Order(StringComparer.Ordinal),
            reported.Select(report => Describe(report, approved)).Order(StringComparer.Ordinal));
        return reported;
    }

    /// <summary>All reports of the analyzers, none of the compiler's. An exception in an analyzer fails the test.</summary>
    public static Task<ImmutableArray<Diagnostic>> ReportsAsync(ConsumerProject project) =>
        ReportsAsync(project.Run().Output, project.BuildProperties, project.AdditionalFiles);

    /// <summary>The same for what the generators made of a project.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ReportsAsync(
        Compilation output, BuildProperties properties, ImmutableArray<AdditionalText> additionalFiles = default)
    {
        Exception? failure = null;
        var reports = await output.WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(additionalFiles, properties),
            onAnalyzerException: (exception, _, _) => failure = exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();

        Assert.Null(failure);
        return
        [
            .. reports.OrderBy(report => report.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(report => report.Location.SourceSpan.Start),
        ];
    }

    private static string Unmark(string source, string path, List<string> expected)
    {
        var text = source;
        for (var mark = Mark().Match(text); mark.Success; mark = Mark().Match(text))
        {
            text = text[..mark.Index] + mark.Groups["code"].Value + text[(mark.Index + mark.Length)..];
            var code = mark.Groups["code"].Value;
            expected.AddRange(mark.Groups["ids"].Value.Split(',')
                .Select(id => $"{id} {path} {mark.Index}-{mark.Index + code.Length} {code}"));
        }

        return text;
    }

    private static string Describe(Diagnostic report, string? approvedScopes)
    {
        var span = report.Location.SourceSpan;
        var text = report.Location.SourceTree?.GetText() ?? SourceText.From(approvedScopes ?? "");
        return $"{report.Id} {report.Location.GetLineSpan().Path} {span.Start}-{span.End} {text.ToString(span)}";
    }

    // Marks don't nest: two ids at one place are written as {|PSD2001,PSD2002:code|}.
    [GeneratedRegex(@"\{\|(?<ids>PSD\d{4}(,PSD\d{4})*):(?<code>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
