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
    private static readonly ConditionalWeakTable<Compilation, AnnotationNames> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> AliasesOfTrees = new();

    private readonly HashSet<string> _names =
        new(WithAndWithoutSuffix(["Psd2ScopesAttribute", "Psd2AnonymousAttribute"]), StringComparer.Ordinal);

    private readonly IAssemblySymbol _assembly;

    private AnnotationNames(Compilation compilation)
    {
        _assembly = compilation.Assembly;
        foreach (var tree in compilation.SyntaxTrees)
        {
            _names.UnionWith(AliasesOfTrees.GetValue(tree, static tree => [.. WithAndWithoutSuffix(Aliases(tree.GetRoot()))]));
        }
    }

    public static AnnotationNames Of(Compilation compilation) =>
        OfCompilations.GetValue(compilation, static compilation => new(compilation));

    /// <summary>
    /// Whether a method, or one of a type's methods, may have one of the attributes. It creates no symbols. What another assembly declares
    /// may have any.
    /// </summary>
    public bool MayAnnotate(ISymbol declared)
    {
        if (declared is IMethodSymbol { PartialImplementationPart: { } implementation } && MayAnnotate(implementation))
        {
            return true;
        }

        foreach (var declaration in declared.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax() switch
            {
                MethodDeclarationSyntax method => MayAnnotate(method),
                TypeDeclarationSyntax type => type.Members.Any(member => member is MethodDeclarationSyntax method && MayAnnotate(method)),
                _ => false,
            })
            {
                return true;
            }
        }

        return !SymbolEqualityComparer.Default.Equals(declared.ContainingAssembly, _assembly);
    }

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

    // The compiler finds AccountsAttribute for [Accounts], whether it is a type or an alias.
    private static IEnumerable<string> WithAndWithoutSuffix(IEnumerable<string> names) => names.SelectMany(name =>
        new[] { name, name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name });

    private static IEnumerable<string> Aliases(SyntaxNode root) => root
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
