using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Editing;

/// <summary>
/// One of the values that an attribute takes: an argument, or an element of the array that is its argument, in whichever of C#'s forms.
/// </summary>
internal static class ListElement
{
    /// <summary>The value that holds a place; null where there is none, or in an array whose size is written.</summary>
    public static SyntaxNode? At(Source source, TextSpan place)
    {
        var element = source.NodeAt(place)?.AncestorsAndSelf().FirstOrDefault(IsElement);
        return element is not null
            && ExpressionOf(element).Span.Contains(place)
            && AttributeOf(element) is not null
            && !HasWrittenSize(element)
                ? element
                : null;
    }

    public static ExpressionSyntax ExpressionOf(SyntaxNode element) => element switch
    {
        AttributeArgumentSyntax argument => argument.Expression,
        ExpressionElementSyntax value => value.Expression,
        _ => (ExpressionSyntax)element,
    };

    /// <summary>The string that the element stands for; null where it is none, such as a spread.</summary>
    public static string? ValueOf(SyntaxNode element, SemanticModel model) =>
        IsElement(element) ? model.GetConstantValue(ExpressionOf(element)).Value as string : null;

    public static AttributeSyntax? AttributeOf(SyntaxNode element) => element.FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>Whether it is the only value of a named argument: <c>scopes: "a"</c>, which takes several in an array only.</summary>
    public static bool NeedsArrayForMore(SyntaxNode element) => element is AttributeArgumentSyntax { NameColon: not null };

    /// <summary>Whether there can be others beside it.</summary>
    public static bool IsOneOfMany(SyntaxNode element, SemanticModel model) => element is not AttributeArgumentSyntax argument
        || (argument.NameEquals is null
            && AttributeOf(element) is { } attribute
            && model.GetSymbolInfo(attribute).Symbol is IMethodSymbol { Parameters: { IsEmpty: false } parameters }
            && parameters[parameters.Length - 1].IsParams);

    /// <summary>Whether nothing is lost with its expression: no comment, and no part that only some configurations compile.</summary>
    public static bool CanBeReplaced(Source source, SyntaxNode element) => source.HasOnlyWhiteSpaceTrivia(ExpressionOf(element).Span);

    /// <summary>
    /// Whether it, or a parameter, can go without a change to other configurations. With directives in its list, those may share its comma.
    /// </summary>
    public static bool CanBeRemoved(Source source, SyntaxNode element) =>
        !source.HasDirective(element.Ancestors().First(node => node is AttributeListSyntax or ParameterListSyntax).Span);

    /// <summary>Whether another can come in front of it: behind a directive it may be in other configurations than the element.</summary>
    public static bool CanBePreceded(SyntaxNode element) => !element.ContainsDirectives;

    // More values or fewer would be CS0847.
    private static bool HasWrittenSize(SyntaxNode element) => element.Parent?.Parent is ArrayCreationExpressionSyntax array
        && array.Type.RankSpecifiers.SelectMany(rank => rank.Sizes).Any(size => size is not OmittedArraySizeExpressionSyntax);

    private static bool IsElement(SyntaxNode node) => node is AttributeArgumentSyntax or ExpressionElementSyntax
        || (node is ExpressionSyntax && node.Parent.IsKind(SyntaxKind.ArrayInitializerExpression));
}
