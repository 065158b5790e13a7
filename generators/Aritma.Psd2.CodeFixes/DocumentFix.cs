using System.Collections.Generic;
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
    private static readonly FixAllProvider EachDocument = FixAllProvider.Create(async (context, document, diagnostics) =>
        await ((DocumentFix)context.CodeFixProvider)
            .FixAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken)
            .ConfigureAwait(false));

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EachDocument;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await Source.ReadAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } source)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var offer in Offers(source, diagnostic))
            {
                var action = CodeAction.Create(
                    offer.Title,
                    cancellationToken => FixAsync(context.Document, [diagnostic], offer.Key, cancellationToken),
                    offer.Key);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>What can be done about a diagnostic, best first; nothing where a precondition isn't met.</summary>
    protected abstract IEnumerable<Offer> Offers(Source source, Diagnostic diagnostic);

    private async Task<Document> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        if (await Source.ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } source)
        {
            return document;
        }

        var edits = new SourceEdits(source);
        var inOrder = diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start);
        foreach (var offer in inOrder.SelectMany(diagnostic => Offers(source, diagnostic)).Where(offer => offer.Key == key))
        {
            offer.Edit(edits);
        }

        return await ConstantsImport.AddAsync(document.WithText(edits.Apply()), source.Text, cancellationToken).ConfigureAwait(false);
    }
}
