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

    /// <summary>What a method is, going by the names of its attributes.</summary>
    private enum Appearance
    {
        /// <summary>It has no attribute that matters.</summary>
        Bare,

        /// <summary>It is a Refit method, and has nothing else that matters.</summary>
        RefitMethod,

        /// <summary>It has an attribute that may be anything.</summary>
        Unknown,
    }

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

        var resolved = ScopeResolution.Resolve(client, assemblyScopes).ToArray();
        return resolved.Length > 0 || RefitMethods.OwnAndInherited(client).OfType<IMethodSymbol>().Any(RefitMethods.MayBecome)
            ? Model(resolved)
            : null;
    }

    /// <summary>An interface's own Refit methods by name; null where one of them has scopes of its own, or is anonymous.</summary>
    /// <remarks>
    /// In nearly every method the names of the attributes answer: to bind those of all methods costs more, on each edit, than all
    /// else here.
    /// </remarks>
    private static List<MethodModel>? OwnMethodsThatSayNothing(INamedTypeSymbol client)
    {
        var methods = new List<MethodModel>();
        foreach (var member in client.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                continue;
            }

            var appearance = LooksLike(method);
            if (appearance == Appearance.Unknown && (Psd2Types.FindScopes(method) is not null || Psd2Types.FindAnonymous(method) is not null))
            {
                return null;
            }

            if ((appearance == Appearance.RefitMethod || (appearance == Appearance.Unknown && RefitMethods.Is(method)))
                && !methods.Exists(namesake => namesake.Name == method.Name))
            {
                methods.Add(new MethodModel(method.Name, method.Name, Path: null, ScopeSet: 0));
            }
        }

        return methods;
    }

    // Loops, since they run for each method of each client on each edit.
    private static Appearance LooksLike(IMethodSymbol method)
    {
        var appearance = Appearance.Bare;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not MethodDeclarationSyntax declaration)
            {
                continue;
            }

            foreach (var list in declaration.AttributeLists)
            {
                foreach (var attribute in list.Attributes)
                {
                    var name = RightmostName(attribute.Name);
                    if (HttpMethods.Contains(name))
                    {
                        appearance = Appearance.RefitMethod;
                    }
                    else if (!OtherRefitAttributes.Contains(name))
                    {
                        return Appearance.Unknown;
                    }
                }
            }
        }

        return appearance;
    }

    private static string RightmostName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static CallsModel Model(ResolvedMethod[] resolved)
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
                : ToldApart(namesakes.Key, [.. namesakes]));
        return new CallsModel(new(scopeSets), new(methods));

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
