using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aritma.Psd2.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>
/// A fix that edits the document of its diagnostic. Fix All makes the same offers, so with the same preconditions, and applies all edits
/// of a document at once.
/// </summary>
internal abstract class DocumentFix : CodeFixProvider
{
    private static readonly FixAllProvider InSolution = FixAllProvider.Create(FixAllAsync);

    /// <summary>Fix All in the document or the project that a developer chooses.</summary>
    protected static FixAllProvider InProject { get; } = FixAllProvider.Create(FixAllAsync, [FixAllScope.Document, FixAllScope.Project]);

    public override FixAllProvider GetFixAllProvider() => InSolution;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await Source.ReadAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } source)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (OfferFor(source, diagnostic) is { } offer)
            {
                var action = CodeAction.Create(
                    offer.Title, cancellationToken => FixAsync(context.Document, [diagnostic], cancellationToken), GetType().Name);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>What can be done about a diagnostic; null where a precondition isn't met.</summary>
    protected abstract Offer? OfferFor(Source source, Diagnostic diagnostic);

    private static async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        await ((DocumentFix)context.CodeFixProvider).FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false);

    private async Task<Document> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await Source.ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } source)
        {
            return document;
        }

        var edits = new SourceEdits(source);
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            OfferFor(source, diagnostic)?.Edit(edits);
        }

        return await ConstantsImport.AddAsync(document.WithText(edits.Apply()), source.Text, cancellationToken).ConfigureAwait(false);
    }
}
