using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators;

/// <summary>Finds out what a client asks for.</summary>
internal static class ScopeTables
{
    private static readonly EquatableArray<string?> NoScopes = new([]);

    /// <param name="client">The interface that is registered.</param>
    /// <param name="assemblyScopes">The scopes that an assembly's <c>Psd2Client</c> gives it; null where it gives none.</param>
    /// <returns>Null for an interface without Refit methods, unless an attribute that is being typed may make one.</returns>
    public static ScopeTable? Of(INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes)
    {
        var declared = assemblyScopes ?? ScopeResolution.DeclaredOn(client);
        if (declared is { Count: > 0 } && client.AllInterfaces.IsEmpty && UnannotatedMethods.AreAllOf(client))
        {
            return new ScopeTable(declared, new([]));
        }

        return RefitMethods.MayHave(client) ? Create(declared ?? NoScopes, MethodsOf(client, assemblyScopes)) : null;
    }

    private static ScopeTable Create(EquatableArray<string?> declared, List<MethodScopes> methods)
    {
        var scopes = CommonScopes(declared, methods);
        return new ScopeTable(scopes, new(methods.Where(method => !AsksFor(method, scopes))));
    }

    // What no method asks for isn't in the table: nothing is to request a token for it.
    private static EquatableArray<string?> CommonScopes(EquatableArray<string?> declared, List<MethodScopes> methods)
    {
        if (methods.Exists(method => AsksFor(method, declared)))
        {
            return declared;
        }

        return methods.FirstOrDefault() is { } first && methods.TrueForAll(method => AsksFor(method, first.Scopes))
            ? first.Scopes
            : NoScopes;
    }

    // A method without scopes is listed in any case, so that its refusal names it.
    private static bool AsksFor(MethodScopes method, EquatableArray<string?> scopes) =>
        method.Scopes.Count > 0 && ScopeSetComparer.Instance.Equals(method.Scopes, scopes);

    private static List<MethodScopes> MethodsOf(INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes) =>
    [
        .. ScopeResolution.Resolve(client, assemblyScopes)
            .GroupBy(method => RefitMethods.NameOf(method.Method), StringComparer.Ordinal)
            .Select(OfOneName),
    ];

    // Methods of one name that differ contradict each other, and nothing is sent.
    private static MethodScopes OfOneName(IGrouping<string, ResolvedMethod> methods)
    {
        var first = methods.First();
        return methods.All(method => method.IsAuthorizedAs(first))
            ? new MethodScopes(methods.Key, first.Scopes, first.Authorization == MethodAuthorization.Anonymous)
            : new MethodScopes(methods.Key, NoScopes, IsAnonymous: false);
    }
}
