using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <summary>Whether a preprocessor directive stands in a span: what another configuration sees there isn't known here.</summary>
    public bool HasDirective(TextSpan span) => TriviaIn(span).Any(trivia => trivia.IsDirective);

    /// <summary>Whether the trivia in a span are white space alone: no comment, no directive.</summary>
    public bool HasOnlyWhiteSpaceTrivia(TextSpan span) => TriviaIn(span)
        .All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>The innermost node at a place; null where the document has changed so much that there is none.</summary>
    public SyntaxNode? NodeAt(TextSpan place) => Root.FullSpan.Contains(place) ? Root.FindNode(place, getInnermostNodeForTie: true) : null;

    private IEnumerable<SyntaxTrivia> TriviaIn(TextSpan span) => Root.DescendantTrivia(span).Where(trivia => span.Contains(trivia.Span));
}
