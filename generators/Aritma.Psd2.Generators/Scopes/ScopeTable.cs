using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>What a client asks for, as the run time's <c>Psd2ClientScopes</c> has it.</summary>
/// <param name="Scopes">The client's scopes, which are those of the methods that aren't listed; empty where it declares none.</param>
/// <param name="Methods">The methods that differ, in ordinal order.</param>
internal sealed record ScopeTable(EquatableArray<string?> Scopes, EquatableArray<MethodScopes> Methods)
{
    /// <summary>Reads what a client declares. No method is bound but those that may differ.</summary>
    /// <param name="client">The interface that is registered.</param>
    /// <param name="assemblyScopes">The scopes that an assembly's <c>Psd2Client</c> gives it; null where it gives none.</param>
    /// <param name="compilation">The compilation that registers it.</param>
    public static ScopeTable Of(INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes, Compilation compilation)
    {
        var scopes = assemblyScopes ?? DeclaredScopes.On(client) ?? DeclaredScopes.None;
        var names = NamesThatMayDiffer(client, scopes, AnnotationNames.Of(compilation));
        return new ScopeTable(scopes, new(names.Count == 0 ? [] : ScopeResolution.Resolve(client, assemblyScopes, names)
            .GroupBy(method => RefitMethods.NameOf(method.Method), StringComparer.Ordinal)
            .OrderBy(methods => methods.Key, StringComparer.Ordinal)
            .Select(OfOneName)
            .Where(method => method.Scopes.Count == 0 || !DeclaredScopes.AreSame(method.Scopes, scopes))));
    }

    // Methods that have scopes of their own, and all of a base interface that has others than the client.
    private static HashSet<string> NamesThatMayDiffer(
        INamedTypeSymbol client, EquatableArray<string?> scopes, AnnotationNames annotations)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in client.AllInterfaces.Insert(0, client))
        {
            var differs = !SymbolEqualityComparer.Default.Equals(type, client)
                && DeclaredScopes.On(type) is { } others
                && !DeclaredScopes.AreSame(others, scopes);
            if (differs || annotations.MayAnnotate(type))
            {
                names.UnionWith(type.GetMembers().OfType<IMethodSymbol>()
                    .Where(method => differs || annotations.MayAnnotate(method))
                    .Select(RefitMethods.NameOf));
            }
        }

        return names;
    }

    // Methods of one name that differ contradict each other, and nothing is sent.
    private static MethodScopes OfOneName(IGrouping<string, ResolvedMethod> methods)
    {
        var first = methods.Skip(1).Any()
            ? methods.OrderBy(method => string.Join(" ", method.Scopes), StringComparer.Ordinal).First()
            : methods.First();
        return methods.All(method => method.IsAuthorizedAs(first))
            ? new MethodScopes(methods.Key, first.Scopes, first.Authorization == MethodAuthorization.Anonymous)
            : new MethodScopes(methods.Key, DeclaredScopes.None, IsAnonymous: false);
    }
}

/// <summary>What the Refit methods of one name in a client ask for, as the run time's <c>Psd2MethodScopes</c> has it.</summary>
/// <param name="Name">Their name, as Refit tells it.</param>
/// <param name="Scopes">Their scopes. Where there are none, and they aren't anonymous, nothing is sent.</param>
/// <param name="IsAnonymous">Whether their calls carry no token.</param>
internal sealed record MethodScopes(string Name, EquatableArray<string?> Scopes, bool IsAnonymous);
