using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>Every code fix that is shipped, asked and applied as an editor does it.</summary>
internal static class Fixes
{
    private static readonly ImmutableArray<CodeFixProvider> Providers =
    [
        .. typeof(DocumentFix).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static bool Has(string id) => Providers.Any(provider => provider.FixableDiagnosticIds.Contains(id));

    /// <summary>What is offered for a report, in order.</summary>
    public static async Task<List<CodeAction>> OfferedAsync(Document document, Diagnostic report)
    {
        var actions = new List<CodeAction>();
        await For(report.Id).RegisterCodeFixesAsync(
            new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    /// <summary>Fix All from a document.</summary>
    /// <param name="document">Where it was chosen.</param>
    /// <param name="scope">How far it goes.</param>
    /// <param name="id">The rule.</param>
    /// <param name="chosen">The fix that was chosen for one of its reports.</param>
    /// <param name="reports">All reports of the rule.</param>
    public static async Task<CodeAction> AllAsync(
        Document document, FixAllScope scope, string id, CodeAction chosen, IEnumerable<(Document Document, Diagnostic Report)> reports)
    {
        var known = new Reports(reports.ToLookup(report => report.Document.Id, report => report.Report));
        var context = new FixAllContext(document, For(id), scope, chosen.EquivalenceKey!, [id], known, CancellationToken.None);
        return (await For(id).GetFixAllProvider()!.GetFixAsync(context))!;
    }

    /// <summary>The solution after a fix.</summary>
    public static async Task<Solution> ApplyAsync(CodeAction action) =>
        Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None))).ChangedSolution;

    private static CodeFixProvider For(string id) => Providers.Single(provider => provider.FixableDiagnosticIds.Contains(id));

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
