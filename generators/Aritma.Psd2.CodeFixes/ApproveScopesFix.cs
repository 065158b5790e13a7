using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes;

/// <summary>
/// PSD2013 and PSD2014: <c>Psd2Scopes.txt</c> lists what the project declares, whichever of its reports was chosen.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ApproveScopesFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
internal sealed class ApproveScopesFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnapprovedScopes, DiagnosticIds.StaleApproval];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new EachProject();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(Update([context.TextDocument.Project]), context.Diagnostics);
        return Task.CompletedTask;
    }

    private static CodeAction Update(IEnumerable<Project> projects) => CodeAction.Create(
        "Update Psd2Scopes.txt to what is declared",
        async cancellationToken =>
        {
            var solution = projects.First().Solution;
            foreach (var project in projects)
            {
                if (project.AdditionalDocuments.FirstOrDefault(document => ApprovedLine.IsFile(document.FilePath)) is { } file
                    && await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
                    && Psd2Types.AreIn(compilation))
                {
                    var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
                    solution = solution.WithAdditionalDocumentText(file.Id, Updated(text, new ScopeApproval(compilation, text)));
                }
            }

            return solution;
        },
        nameof(ApproveScopesFix));

    private static SourceText Updated(SourceText text, ScopeApproval approval)
    {
        if (approval.IsUpToDate)
        {
            return text;
        }

        var lineBreak = text.Lines[0] is { End: var end, EndIncludingLineBreak: var next } && end < next
            ? text.ToString(TextSpan.FromBounds(end, next))
            : Environment.NewLine;
        var lines = Lines(text, approval).Select(line => line + lineBreak);
        return text.Replace(new TextSpan(0, text.Length), string.Concat(lines));
    }

    // A comment belongs to the line below it. What a blank line parts from the first line is the head of the file.
    private static IEnumerable<string> Lines(SourceText text, ScopeApproval approval)
    {
        var (head, comments) = (new List<string>(), new List<string>());
        var listed = new SortedDictionary<string, IEnumerable<string>>(StringComparer.Ordinal);
        foreach (var line in approval.Lines)
        {
            if (line == approval.Find(line.Name))
            {
                listed.Add(line.Name, [.. comments, Updated(text, line, approval.Declared[line.Name])]);
                comments.Clear();
            }
            else if (line.IsEmpty)
            {
                comments.Add(line.Comment);
                if (line.Comment.Length == 0 && listed.Count == 0)
                {
                    head.AddRange(comments);
                    comments.Clear();
                }
            }
        }

        foreach (var declaration in approval.Unapproved.Where(declaration => !listed.ContainsKey(declaration.Name)))
        {
            listed.Add(declaration.Name, [declaration.Line]);
        }

        return [.. head, .. listed.Values.SelectMany(lines => lines), .. comments];
    }

    // As it is written, unless what it says changes.
    private static string Updated(SourceText text, ApprovedLine line, ScopeDeclaration declaration) =>
        (declaration.IsValid && !declaration.IsApprovedBy(line) ? declaration.Line : text.ToString(line.Span)) + line.Comment;

    private sealed class EachProject : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(Update(
            context.Scope == FixAllScope.Solution
                ? context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp)
                : [context.Project]));
    }
}
