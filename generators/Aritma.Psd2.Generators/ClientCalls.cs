using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators;

/// <summary>Finds out what the calls of a client ask for.</summary>
internal static class ClientCalls
{
    /// <param name="client">The interface that is registered.</param>
    /// <param name="assemblyScopes">The scopes that an assembly's <c>Psd2Client</c> gives it; null where it gives none.</param>
    /// <returns>Null for an interface without Refit methods, unless an attribute that is being typed may make one.</returns>
    public static CallsModel? Of(INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes)
    {
        if (assemblyScopes is null
            && client.AllInterfaces.IsEmpty
            && ScopeResolution.DeclaredOn(client) is { } scopes
            && UnannotatedMethods.Of(client) is { Count: > 0 } methods)
        {
            return new CallsModel(new([scopes]), new(methods));
        }

        return RefitMethods.MayHave(client) ? Model(client, [.. ScopeResolution.Resolve(client, assemblyScopes)]) : null;
    }

    private static CallsModel Model(INamedTypeSymbol client, ResolvedMethod[] resolved)
    {
        var scopeSets = resolved
            .Where(method => method.Authorization == MethodAuthorization.Scopes)
            .Select(method => method.Scopes)
            .Distinct(ScopeSetComparer.Instance)
            .ToList();
        var methods = resolved
            .GroupBy(method => RefitMethods.NameOf(method.Method), StringComparer.Ordinal)
            .Select(namesakes => new MethodModel(namesakes.Key, ScopeSetOf([.. namesakes.Select(Index).Distinct()])));
        return new CallsModel(new(scopeSets), new(methods));

        int Index(ResolvedMethod method) => method.Authorization switch
        {
            MethodAuthorization.Scopes => scopeSets.FindIndex(scopes => ScopeSetComparer.Instance.Equals(scopes, method.Scopes)),
            MethodAuthorization.Anonymous => MethodModel.Anonymous,
            _ => MethodModel.NoScopes,
        };
    }

    // Methods of one name that differ contradict each other, and nothing is sent.
    private static int ScopeSetOf(int[] namesakes) => namesakes.Length == 1 ? namesakes[0] : MethodModel.NoScopes;
}
