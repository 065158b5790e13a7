using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

/// <summary>
/// Finds the methods of an interface that say nothing of scopes: in nearly every client all of them, and in nearly every method the
/// names of its attributes answer. To bind the attributes of all methods costs more, on each edit, than all else here.
/// </summary>
internal static class UnannotatedMethods
{
    private static readonly HashSet<string> HttpMethods = AttributeNames("Get", "Post", "Put", "Delete", "Patch", "Head", "Options");

    private static readonly HashSet<string> OtherRefitAttributes = AttributeNames("Headers", "Multipart", "QueryUriFormat");

    /// <summary>Whether an interface has Refit methods of its own, none of which has scopes of its own, or is anonymous.</summary>
    public static bool AreAllOf(INamedTypeSymbol client)
    {
        var hasRefitMethod = false;
        foreach (var part in client.DeclaringSyntaxReferences)
        {
            foreach (var member in ((InterfaceDeclarationSyntax)part.GetSyntax()).Members)
            {
                if (member is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } declaration)
                {
                    continue;
                }

                if (LooksLikeRefitMethod(declaration) is not { } isRefitMethod)
                {
                    var namesakes = client.GetMembers(declaration.Identifier.ValueText).OfType<IMethodSymbol>().ToList();
                    if (namesakes.Exists(method => Psd2Types.FindScopes(method) is not null || Psd2Types.FindAnonymous(method) is not null))
                    {
                        return false;
                    }

                    isRefitMethod = namesakes.Exists(RefitMethods.Is);
                }

                hasRefitMethod |= isRefitMethod;
            }
        }

        return hasRefitMethod;
    }

    /// <summary>Null where an attribute's name doesn't tell what it is.</summary>
    private static bool? LooksLikeRefitMethod(MethodDeclarationSyntax declaration)
    {
        var isRefitMethod = false;
        foreach (var list in declaration.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = RightmostName(attribute.Name);
                if (HttpMethods.Contains(name))
                {
                    isRefitMethod = true;
                }
                else if (!OtherRefitAttributes.Contains(name))
                {
                    return null;
                }
            }
        }

        return isRefitMethod;
    }

    private static string RightmostName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static HashSet<string> AttributeNames(params string[] names) =>
        new(names.Concat(names.Select(name => name + "Attribute")), StringComparer.Ordinal);
}
