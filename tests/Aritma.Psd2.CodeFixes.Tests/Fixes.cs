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

    /// <summary>What is offered for a report, in the order of an editor.</summary>
    public static async Task<List<(CodeFixProvider Provider, CodeAction Action)>> OfferedAsync(TextDocument document, Diagnostic report)
    {
        var offered = new List<(CodeFixProvider, CodeAction)>();
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(report.Id)))
        {
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(document, report, (action, _) => offered.Add((provider, action)), CancellationToken.None));
        }

        return [.. offered.OrderByDescending(fix => fix.Item2.Priority)];
    }

    /// <summary>Fix All from a document.</summary>
    /// <param name="document">Where it was chosen.</param>
    /// <param name="scope">How far it goes.</param>
    /// <param name="id">The rule.</param>
    /// <param name="chosen">The fix that was chosen for one of its reports.</param>
    /// <param name="reports">All reports of the rule.</param>
    public static async Task<CodeAction> AllAsync(
        Document document,
        FixAllScope scope,
        string id,
        (CodeFixProvider Provider, CodeAction Action) chosen,
        IEnumerable<(Document Document, Diagnostic Report)> reports)
    {
        var known = new Reports(reports.ToLookup(report => report.Document.Id, report => report.Report));
        var context = new FixAllContext(
            document, chosen.Provider, scope, chosen.Action.EquivalenceKey!, [id], known, CancellationToken.None);
        return (await chosen.Provider.GetFixAllProvider()!.GetFixAsync(context))!;
    }

    /// <summary>The solution after a fix.</summary>
    public static async Task<Solution> ApplyAsync(CodeAction action) =>
        Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None))).ChangedSolution;

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
