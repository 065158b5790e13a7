using System.Collections.Immutable;
using Aritma.Psd2.Generators.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>The code fixes of a consumer's projects for one rule, found and applied as an editor does it.</summary>
internal sealed class FixRun
{
    private readonly ImmutableArray<ConsumerProject> _consumers;
    private readonly Solution _solution;
    private readonly string _id;
    private readonly Lazy<Task<List<(Document Document, Diagnostic Report)>>> _reports;

    private FixRun(ImmutableArray<ConsumerProject> consumers, string id)
    {
        (_consumers, _id, _solution) = (consumers, id, ConsumerSolution.Of(consumers));
        _reports = new(ReportsAsync);
    }

    /// <param name="consumers">The projects; each references those before it.</param>
    /// <param name="id">The rule whose reports are to be fixed.</param>
    public static FixRun Of(IEnumerable<ConsumerProject> consumers, string id) => new([.. consumers], id);

    public static FixRun Of(string source, string id) => new([new(source)], id);

    public static FixRun Of(ConsumerProject consumer, string id) => new([consumer], id);

    /// <summary>What is offered for the first report, in order.</summary>
    public async Task<string[]> TitlesAsync() => [.. (await ActionsAsync()).Select(offered => offered.Action.Title)];

    /// <summary>What is offered for the first report after its document has changed.</summary>
    public async Task<string[]> TitlesAfterAsync(string changed) =>
        [.. (await ActionsAsync(changed)).Select(offered => offered.Action.Title)];

    /// <summary>
    /// The sources, and Psd2Scopes.txt, after a fix of the first report. They compile, and the rule has less to report.
    /// </summary>
    public async Task<string[]> FixFirstAsync(string title)
    {
        var (sources, left) = await ApplyAsync((await ActionAsync(title)).Action);

        Assert.InRange(left, 0, (await _reports.Value).Count - 1);
        return sources;
    }

    /// <summary>
    /// The sources, and Psd2Scopes.txt, of each project after Fix All of the first report's fix. They compile, and the rule has nothing
    /// more to report.
    /// </summary>
    /// <param name="title">The fix of the first report.</param>
    /// <param name="scope">How far Fix All goes, from the first report's document.</param>
    /// <param name="remaining">How many reports are left nevertheless.</param>
    public async Task<string[]> FixAllAsync(string title, FixAllScope scope = FixAllScope.Document, int remaining = 0)
    {
        var reports = await _reports.Value;
        var (sources, left) = await ApplyAsync(await Fixes.AllAsync(reports[0].Document, scope, _id, await ActionAsync(title), reports));

        Assert.Equal(remaining, left);
        return sources;
    }

    private async Task<(CodeFixProvider Provider, CodeAction Action)> ActionAsync(string title) =>
        (await ActionsAsync()).Single(offered => offered.Action.Title == title);

    private async Task<List<(CodeFixProvider Provider, CodeAction Action)>> ActionsAsync(string? changed = null)
    {
        var (document, report) = (await _reports.Value)[0];
        return await Fixes.OfferedAsync(changed is null ? document : document.WithText(SourceText.From(changed)), report);
    }

    private async Task<List<(Document Document, Diagnostic Report)>> ReportsAsync()
    {
        var reports = new List<(Document, Diagnostic)>();
        foreach (var (project, consumer) in _solution.Projects.Zip(_consumers))
        {
            reports.AddRange((await ReportsAsync(project, consumer))
                .Select(report => (_solution.GetDocument(report.Location.SourceTree)!, report)));
        }

        Assert.NotEmpty(reports);
        return reports;
    }

    private async Task<IEnumerable<Diagnostic>> ReportsAsync(Project project, ConsumerProject consumer)
    {
        consumer.CreateDriver().RunGeneratorsAndUpdateCompilation((await project.GetCompilationAsync())!, out var output, out _);
        Assert.DoesNotContain(output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var approved = project.AdditionalDocuments.SingleOrDefault() is { } file ? (await file.GetTextAsync()).ToString() : null;
        var files = (consumer with { ApprovedScopes = approved }).AdditionalFiles;
        return (await AnalyzerRun.ReportsAsync(output, consumer.BuildProperties, files)).Where(report => report.Id == _id);
    }

    private async Task<(string[] Sources, int Left)> ApplyAsync(CodeAction action)
    {
        var sources = new List<string>();
        var left = 0;
        foreach (var (project, consumer) in (await Fixes.ApplyAsync(action)).Projects.Zip(_consumers))
        {
            left += (await ReportsAsync(project, consumer)).Count();
            foreach (var document in project.Documents.Concat(project.AdditionalDocuments))
            {
                sources.Add((await document.GetTextAsync()).ToString());
            }
        }

        return ([.. sources], left);
    }
}
