using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

/// <summary>Finds out what the calls of a client ask for.</summary>
internal static class ClientCalls
{
    private static readonly HashSet<string> HttpMethods = AttributeNames("Get", "Post", "Put", "Delete", "Patch", "Head", "Options");

    private static readonly HashSet<string> OtherRefitAttributes = AttributeNames("Headers", "Multipart", "QueryUriFormat");

    /// <param name="client">The interface that is registered.</param>
    /// <param name="assemblyScopes">The scopes that an assembly's <c>Psd2Client</c> gives it; null where it gives none.</param>
    /// <returns>Null for an interface without Refit methods, unless an attribute that is being typed may make one.</returns>
    public static CallsModel? Of(INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes)
    {
        if (assemblyScopes is null
            && client.AllInterfaces.IsEmpty
            && ScopeResolution.DeclaredOn(client) is { } scopes
            && OwnMethodsThatSayNothing(client) is { Count: > 0 } methods)
        {
            return new CallsModel(new([scopes]), new(methods));
        }

        return RefitMethods.MayHave(client) ? Model(client, [.. ScopeResolution.Resolve(client, assemblyScopes)]) : null;
    }

    /// <summary>An interface's own Refit methods by name; null where one of them has scopes of its own, or is anonymous.</summary>
    /// <remarks>
    /// In nearly every method the names of the attributes answer: to bind those of all methods costs more, on each edit, than all
    /// else here.
    /// </remarks>
    private static List<MethodModel>? OwnMethodsThatSayNothing(INamedTypeSymbol client)
    {
        var methods = new List<MethodModel>();
        foreach (var part in client.DeclaringSyntaxReferences)
        {
            foreach (var member in ((InterfaceDeclarationSyntax)part.GetSyntax()).Members)
            {
                if (member is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } declaration)
                {
                    continue;
                }

                var name = declaration.Identifier.ValueText;
                if (LooksLikeRefitMethod(declaration) is not { } isRefitMethod)
                {
                    var namesakes = client.GetMembers(name).OfType<IMethodSymbol>().ToList();
                    if (namesakes.Exists(method => Psd2Types.FindScopes(method) is not null || Psd2Types.FindAnonymous(method) is not null))
                    {
                        return null;
                    }

                    isRefitMethod = namesakes.Exists(RefitMethods.Is);
                }

                if (isRefitMethod && !methods.Exists(namesake => namesake.Name == name))
                {
                    methods.Add(new MethodModel(name, name, Path: null, ScopeSet: 0));
                }
            }
        }

        return methods;
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

    private static CallsModel Model(INamedTypeSymbol client, ResolvedMethod[] resolved)
    {
        var scopeSets = resolved
            .Where(method => method.Authorization == MethodAuthorization.Scopes)
            .Select(method => method.Scopes)
            .Distinct(ScopeSetComparer.Instance)
            .ToList();
        var methods = resolved
            .Select(method => (method.Method, ScopeSet: Index(method)))
            .GroupBy(method => RefitMethods.NameOf(method.Method), StringComparer.Ordinal)
            .SelectMany(namesakes => namesakes.Select(method => method.ScopeSet).Distinct().Count() == 1
                ? [new MethodModel(namesakes.Key, namesakes.Key, Path: null, namesakes.First().ScopeSet)]
                : ToldApart(namesakes.Key, [.. namesakes]))
            .ToList();
        var prefix = methods.Exists(method => method.Path is not null) ? RefitMethods.PathPrefixOf(client) : "";
        return new CallsModel(new(scopeSets), new(methods), prefix);

        int Index(ResolvedMethod method) => method.Authorization switch
        {
            MethodAuthorization.Scopes => scopeSets.FindIndex(scopes => ScopeSetComparer.Instance.Equals(scopes, method.Scopes)),
            MethodAuthorization.Anonymous => MethodModel.Anonymous,
            _ => MethodModel.NoScopes,
        };
    }

    private static IEnumerable<MethodModel> ToldApart(string name, (IMethodSymbol Method, int ScopeSet)[] namesakes)
    {
        var format = MethodLabels.FormatFor([.. namesakes.Select(namesake => namesake.Method)]);
        return namesakes.Select(namesake => new MethodModel(
            name, namesake.Method.ToDisplayString(format), RefitMethods.PathOf(namesake.Method), namesake.ScopeSet));
    }

    private static HashSet<string> AttributeNames(params string[] names) =>
        new(names.Concat(names.Select(name => name + "Attribute")), StringComparer.Ordinal);
}
