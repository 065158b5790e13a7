using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2013 and PSD2014: <c>Psd2Scopes.txt</c> lists what the project declares, whichever report was chosen.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ApproveScopesFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
internal sealed class ApproveScopesFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnapprovedScopes, DiagnosticIds.StaleApproval];

    public override FixAllProvider GetFixAllProvider() => new EachProject();

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
                    solution = solution.WithAdditionalDocumentText(file.Id, Updated(text, new ApprovedScopes(compilation, text)));
                }
            }

            return solution;
        },
        nameof(ApproveScopesFix));

    // A comment belongs to the line below it. What a blank line parts from the first line is the head of the file.
    private static SourceText Updated(SourceText text, ApprovedScopes scopes)
    {
        if (scopes.Stale.Length + scopes.Unapproved.Length == 0)
        {
            return text;
        }

        var (head, comments) = (new List<string>(), new List<string>());
        var listed = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in scopes.Lines)
        {
            if (scopes.Find(line.Name) == line)
            {
                listed.Add(line.Name, [.. comments, text.ToString(line.Span) + line.Comment]);
                comments.Clear();
            }
            else if (line.Span.IsEmpty)
            {
                comments.Add(line.Comment);
                if (line.Comment.Length == 0 && listed.Count == 0)
                {
                    head.AddRange(comments);
                    comments.Clear();
                }
            }
            else
            {
                // What is said of a line that goes must not be read as said of the next one; at the top it may be about the file.
                if (listed.Count == 0 && comments.Count > 0)
                {
                    head.AddRange([.. comments, ""]);
                }

                comments.Clear();
            }
        }

        foreach (var declaration in scopes.Unapproved)
        {
            var before = listed.TryGetValue(declaration.Name, out var lines) ? lines.Take(lines.Length - 1) : [];
            var line = $"{declaration.Name}: {declaration.Scopes}{scopes.Find(declaration.Name)?.Comment}";
            listed[declaration.Name] = [.. before, line];
        }

        var first = text.Lines[0];
        var lineBreak = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return text.Replace(new TextSpan(0, text.Length), string.Concat(head
            .Concat(listed.Values.SelectMany(lines => lines))
            .Concat(comments)
            .Select(line => line + (lineBreak.Length == 0 ? Environment.NewLine : lineBreak))));
    }

    private sealed class EachProject : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(Update(
            context.Scope == FixAllScope.Solution
                ? context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp)
                : [context.Project]));
    }
}
