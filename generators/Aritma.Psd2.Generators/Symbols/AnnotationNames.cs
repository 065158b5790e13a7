using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>
/// The names by which the attributes of a compilation's methods may mean <c>Psd2Scopes</c> and <c>Psd2Anonymous</c>: their own, and every
/// alias. To bind all attributes of all methods costs more, on each edit, than all else that the generator does.
/// </summary>
internal sealed class AnnotationNames
{
    private static readonly ConditionalWeakTable<Compilation, AnnotationNames> Read = new();

    private readonly HashSet<string> _names = new(StringComparer.Ordinal)
    {
        "Psd2Scopes", "Psd2ScopesAttribute", "Psd2Anonymous", "Psd2AnonymousAttribute",
    };

    private AnnotationNames(Compilation compilation) =>
        _names.UnionWith(compilation.SyntaxTrees
            .Select(tree => tree.GetRoot())
            .OfType<CompilationUnitSyntax>()
            .SelectMany(Aliases));

    public static AnnotationNames Of(Compilation compilation) => Read.GetValue(compilation, static compilation => new(compilation));

    /// <summary>Whether a method may have one of the attributes. One of another assembly may have any.</summary>
    public bool MayAnnotate(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences is { IsEmpty: false } declarations
            ? declarations.Any(declaration => declaration.GetSyntax() is MethodDeclarationSyntax syntax && MayAnnotate(syntax))
            : true;

    private bool MayAnnotate(MethodDeclarationSyntax method)
    {
        foreach (var list in method.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (_names.Contains(RightmostName(attribute.Name)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<string> Aliases(CompilationUnitSyntax unit) => unit
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .Select(directive => directive.Alias?.Name.Identifier.ValueText)
        .OfType<string>();

    private static string RightmostName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
