using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.CodeFixes;

/// <summary>
/// PSD2008: the parameter that sets the Authorization header goes as a whole. Without its attribute it would be a part of the query, and
/// the token would stand in the address.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AuthorizationParameterFix))]
internal sealed class AuthorizationParameterFix : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.AuthorizationSetByHand];

    /// <summary>Not for a solution, as <c>dotnet format</c> asks: callers are left for a person to change.</summary>
    public override FixAllProvider GetFixAllProvider() => InProject;

    protected override Offer? OfferFor(Source source, Diagnostic diagnostic) =>
        source.NodeAt(diagnostic.Location.SourceSpan)?.FirstAncestorOrSelf<AttributeSyntax>()
            is { Parent.Parent: ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method } parameter }
        && source.Model.GetDeclaredSymbol(parameter) is { ContainingSymbol: IMethodSymbol declared } symbol
        && SetsAuthorization(symbol)
        && !CollidesWithoutAuthorization(declared)
        && !IsNamedInPath(symbol, declared)
        && ListElement.CanBeRemoved(source, parameter)
            ? new(
                $"Remove the parameter '{parameter.Identifier.ValueText}', which sets the Authorization header",
                edits => Remove(edits, parameter, method))
            : null;

    private static void Remove(SourceEdits edits, ParameterSyntax parameter, MethodDeclarationSyntax method)
    {
        edits.Remove(parameter);
        var documented = method.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content)
            .Where(content => NameDocumentedBy(content) == parameter.Identifier.ValueText);
        foreach (var element in documented)
        {
            edits.DeleteDocumentation(element.Span);
        }
    }

    private static string? NameDocumentedBy(XmlNodeSyntax content)
    {
        var (name, attributes) = content switch
        {
            XmlElementSyntax element => (element.StartTag.Name, element.StartTag.Attributes),
            XmlEmptyElementSyntax element => (element.Name, element.Attributes),
            _ => default,
        };
        return name?.LocalName.ValueText == "param"
            ? attributes.OfType<XmlNameAttributeSyntax>().FirstOrDefault()?.Identifier.Identifier.ValueText
            : null;
    }

    // Two overloads that differ by such a parameter alone: the developer says which one stays.
    private static bool CollidesWithoutAuthorization(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, method)
            && other.Arity == method.Arity
            && OtherParameters(other).SequenceEqual(OtherParameters(method), SymbolEqualityComparer.Default));

    private static IEnumerable<ITypeSymbol> OtherParameters(IMethodSymbol method) =>
        method.Parameters.Where(parameter => !SetsAuthorization(parameter)).Select(parameter => parameter.Type);

    // Whichever attribute has the path. Refit takes names in any letter case, and {**name} and {name:format} too.
    private static bool IsNamedInPath(IParameterSymbol parameter, IMethodSymbol method)
    {
        var alias = parameter.GetAttributes().FirstOrDefault(attribute => RefitTypes.Is(attribute.AttributeClass, "AliasAsAttribute"));
        var name = alias?.ConstructorArguments.FirstOrDefault().Value as string ?? parameter.Name;
        var placeholder = new Regex($@"\{{(\*\*)?{Regex.Escape(name)}[}}:.]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return method.GetAttributes()
            .SelectMany(attribute => attribute.ConstructorArguments)
            .Any(argument => argument is { Kind: TypedConstantKind.Primitive, Value: string text } && placeholder.IsMatch(text));
    }

    private static bool SetsAuthorization(IParameterSymbol parameter) => AuthorizationHeader.SettersOf(parameter).Any();
}
