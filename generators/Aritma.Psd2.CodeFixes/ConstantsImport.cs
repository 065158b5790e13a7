using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes;

/// <summary>
/// The using directive for <c>Psd2Scope</c>, where a document has neither it nor an alias. The platform puts it where it puts such
/// directives, and shortens the name as far as it still means the type.
/// </summary>
internal static class ConstantsImport
{
    private const string FullName = "global::" + Psd2Types.ScopeConstants;

    /// <summary>
    /// The type as a fix writes it: by the name that it has there; else by the full one, for <see cref="AddAsync"/> to shorten.
    /// </summary>
    public static string NameAt(Source source, int position, INamedTypeSymbol constants)
    {
        var name = TypeName.At(source, position, constants);
        return name.EndsWith(Psd2Types.ScopeConstants, StringComparison.Ordinal) ? FullName : name;
    }

    /// <summary>Imports what a fix wrote by the full name, and shortens that; names that a developer wrote so stay.</summary>
    /// <param name="document">The document after the fix.</param>
    /// <param name="before">Its text before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Document> AddAsync(Document document, SourceText before, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var written = Written(text.GetChangeRanges(before));
        var names = root!.DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(name => name.ToString() == FullName && written.Any(span => span.Contains(name.Span)))
            .ToArray();
        if (names.Length == 0)
        {
            return document;
        }

        var marked = document.WithSyntaxRoot(root.ReplaceNodes(
            names, (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation)));
        return HasPlaceForDirective(root)
            ? await ImportAdder.AddImportsAsync(marked, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken)
                .ConfigureAwait(false)
            : marked;
    }

    private static List<TextSpan> Written(IEnumerable<TextChangeRange> changes)
    {
        var (written, shift) = (new List<TextSpan>(), 0);
        foreach (var change in changes)
        {
            written.Add(new(change.Span.Start + shift, change.NewLength));
            shift += change.NewLength - change.Span.Length;
        }

        return written;
    }

    // The platform minds neither the branches of an #if nor, with several directives on a line, the document's line breaks.
    private static bool HasPlaceForDirective(SyntaxNode root)
    {
        var declared = root.DescendantNodes()
            .FirstOrDefault(node => node is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax);
        var head = TextSpan.FromBounds(0, declared?.SpanStart ?? root.FullSpan.End);
        return !root.DescendantTrivia(head).Any(trivia => trivia.SpanStart < head.End && trivia.IsKind(SyntaxKind.IfDirectiveTrivia))
            && root.DescendantNodes(head).OfType<UsingDirectiveSyntax>().All(EndsLine);
    }

    private static bool EndsLine(SyntaxNode node) => node.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
