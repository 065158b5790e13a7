using System.Collections.Immutable;
using Aritma.Psd2.Generators.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>The code fixes of a consumer's projects, found and applied as an editor does it.</summary>
internal sealed class FixRun
{
    private readonly ImmutableArray<ConsumerProject> _consumers;
    private readonly Solution _solution;
    private readonly string _id;
    private readonly Lazy<Task<List<(Document Document, Diagnostic Report)>>> _reports;

    private FixRun(ImmutableArray<ConsumerProject> consumers, string id)
    {
        (_consumers, _id) = (consumers, id);
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var (consumer, index) in consumers.Select((consumer, index) => (consumer, index)))
        {
            solution = Add(solution, consumer, [.. solution.ProjectIds.Take(index)]);
        }

        _solution = solution;
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
    public async Task<string[]> TitlesAfterAsync(string changed) => [.. (await ActionsAsync(changed)).Select(offered => offered.Action.Title)];

    /// <summary>The sources after a fix of the first report. They compile.</summary>
    public async Task<string[]> FixFirstAsync(string title) =>
        await ApplyAsync((await ActionsAsync()).Single(offered => offered.Action.Title == title).Action);

    /// <summary>The sources after Fix All of the first report's fix. They compile, and the rule has nothing more to report.</summary>
    /// <param name="title">The fix of the first report.</param>
    /// <param name="scope">How far Fix All goes, from the first report's document.</param>
    /// <param name="remaining">How many reports are left nevertheless.</param>
    public async Task<string[]> FixAllAsync(string title, FixAllScope scope = FixAllScope.Document, int remaining = 0)
    {
        var reports = await _reports.Value;
        var (document, _) = reports.First();
        var (provider, chosen) = (await ActionsAsync()).Single(offered => offered.Action.Title == title);
        var context = new FixAllContext(
            document,
            provider,
            scope,
            chosen.EquivalenceKey!,
            [_id],
            new Reports(reports.ToLookup(report => report.Document.Id, report => report.Report)),
            CancellationToken.None);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);

        return await ApplyAsync(action!, remaining);
    }

    private IEnumerable<CodeFixProvider> Providers => typeof(DocumentFix).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
        .Where(provider => provider.FixableDiagnosticIds.Contains(_id));

    private async Task<List<(CodeFixProvider Provider, CodeAction Action)>> ActionsAsync(string? changed = null)
    {
        var (document, report) = (await _reports.Value).First();
        document = changed is null ? document : document.WithText(SourceText.From(changed));
        var actions = new List<(CodeFixProvider, CodeAction)>();
        foreach (var provider in Providers)
        {
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(document, report, (action, _) => actions.Add((provider, action)), CancellationToken.None));
        }

        return actions;
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
        return (await AnalyzerRun.ReportsAsync(output, consumer.BuildProperties)).Where(report => report.Id == _id);
    }

    private async Task<string[]> ApplyAsync(CodeAction action, int? remaining = null)
    {
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None)));
        var sources = new List<string>();
        var left = 0;
        foreach (var (project, consumer) in operation.ChangedSolution.Projects.Zip(_consumers))
        {
            left += (await ReportsAsync(project, consumer)).Count();
            foreach (var document in project.Documents)
            {
                sources.Add((await document.GetTextAsync()).ToString());
            }
        }

        Assert.Equal(remaining ?? left, left);
        return [.. sources];
    }

    private static Solution Add(Solution solution, ConsumerProject consumer, ImmutableArray<ProjectId> references)
    {
        var compilation = consumer.Compile();
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            consumer.AssemblyName,
            consumer.AssemblyName,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options,
            projectReferences: references.Select(reference => new ProjectReference(reference)),
            metadataReferences: compilation.References));
        foreach (var (source, index) in consumer.Sources.Select((source, index) => (source, index)))
        {
            solution = solution.AddDocument(
                DocumentId.CreateNewId(id), $"File{index}.cs", source, filePath: $"/{consumer.AssemblyName}/File{index}.cs");
        }

        return solution;
    }

    private sealed class Reports(ILookup<DocumentId, Diagnostic> reports) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(project.DocumentIds.SelectMany(id => reports[id]));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(reports[document.Id]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
