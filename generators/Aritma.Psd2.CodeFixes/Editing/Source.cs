using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Editing;

/// <summary>A document as a fix reads it.</summary>
internal sealed class Source
{
    private Source(SyntaxNode root, SourceText text, SemanticModel model) => (Root, Text, Model) = (root, text, model);

    public SyntaxNode Root { get; }

    public SourceText Text { get; }

    public SemanticModel Model { get; }

    /// <summary>The line break that the document uses.</summary>
    public string NewLine
    {
        get
        {
            var first = Text.Lines[0];
            var lineBreak = TextSpan.FromBounds(first.End, first.EndIncludingLineBreak);
            return lineBreak.IsEmpty ? Environment.NewLine : Text.ToString(lineBreak);
        }
    }

    /// <summary>Null where the document has no C# to read.</summary>
    public static async Task<Source?> ReadAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null ? null : new Source(root, text, model);
    }

    /// <summary>The innermost node at a place; null where the document has changed so much that there is none.</summary>
    public SyntaxNode? NodeAt(TextSpan place) => Root.FullSpan.Contains(place) ? Root.FindNode(place, getInnermostNodeForTie: true) : null;
}
