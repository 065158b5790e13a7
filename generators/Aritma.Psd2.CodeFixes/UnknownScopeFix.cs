using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2003: the nearest known scope takes the place of the unknown one, or the project declares it known.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownScopeFix))]
internal sealed class UnknownScopeFix : DocumentFix
{
    // In this order: of several fixes, dotnet format takes the one whose key comes first.
    private const string NearestKey = DiagnosticIds.UnknownScope + ".Correct";
    private const string DeclareKey = DiagnosticIds.UnknownScope + ".Declare";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnknownScope];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new NearestOrDeclare(base.GetFixAllProvider());

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        await base.RegisterCodeFixesAsync(context).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Declarable(diagnostic) is { } scope)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Declare '{scope}' as a known scope",
                        cancellationToken => KnownScopeDeclarations.AddAsync(context.Document, [scope], cancellationToken),
                        DeclareKey),
                    diagnostic);
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Offer> Offers(Source source, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Nearest, out var nearest) && nearest is not null
            && ReportedScope.ElementOf(source, diagnostic) is { } element
            && ListElement.CanBeReplaced(source, element))
        {
            var text = ScopeText.At(source, element);
            yield return new($"Use {text.Title(nearest)}", NearestKey, edits => edits.Replace(element, [text.Code(nearest)]));
        }
    }

    /// <summary>The scope that a declaration makes known; null where that is no remedy.</summary>
    private static string? Declarable(Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(DiagnosticProperties.NotToBeDeclared) ? null : ReportedScope.Of(diagnostic);

    /// <summary>The nearest scopes are replaced document by document; declarations are made once for all documents.</summary>
    private sealed class NearestOrDeclare : FixAllProvider
    {
        private readonly FixAllProvider _nearest;

        public NearestOrDeclare(FixAllProvider nearest) => _nearest = nearest;

        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => context.CodeActionEquivalenceKey == DeclareKey
            ? Task.FromResult<CodeAction?>(CodeAction.Create(
                "Declare the unknown scopes as known",
                cancellationToken => DeclareAllAsync(context.WithCancellationToken(cancellationToken)),
                DeclareKey))
            : _nearest.GetFixAsync(context);

        private static async Task<Solution> DeclareAllAsync(FixAllContext context)
        {
            var solution = context.Solution;
            var declared = new Dictionary<ProjectId, string[]>();
            foreach (var project in ProjectsOf(context))
            {
                // What a project declares is known to those that reference it.
                var known = project.ProjectReferences
                    .SelectMany(reference => declared.TryGetValue(reference.ProjectId, out var scopes) ? scopes : [])
                    .ToList();
                var unknown = (await UnknownAsync(context, project).ConfigureAwait(false))
                    .Where(found => !known.Contains(found.Scope))
                    .ToList();
                if (unknown.Count > 0)
                {
                    declared[project.Id] = [.. unknown.Select(found => found.Scope).Distinct(StringComparer.Ordinal)];
                    solution = await KnownScopeDeclarations.AddAsync(
                        solution.GetDocument(unknown[0].Document)!, declared[project.Id], context.CancellationToken).ConfigureAwait(false);
                }
            }

            return solution;
        }

        // Those that are referenced come first.
        private static IEnumerable<Project> ProjectsOf(FixAllContext context) => context.Scope == FixAllScope.Solution
            ? context.Solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(context.CancellationToken)
                .Select(id => context.Solution.GetProject(id)!)
                .Where(project => project.Language == LanguageNames.CSharp)
            : [context.Project];

        private static async Task<List<(DocumentId Document, string Scope)>> UnknownAsync(FixAllContext context, Project project)
        {
            var unknown = new List<(DocumentId, string)>();
            foreach (var document in context.Scope == FixAllScope.Document ? [context.Document!] : project.Documents)
            {
                var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
                unknown.AddRange(diagnostics
                    .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                    .Select(Declarable)
                    .OfType<string>()
                    .Select(scope => (document.Id, scope)));
            }

            return unknown;
        }
    }
}
