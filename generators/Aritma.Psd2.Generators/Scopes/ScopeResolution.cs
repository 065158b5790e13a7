using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>How the calls of one method are authorised.</summary>
internal enum MethodAuthorization
{
    /// <summary>With a token that holds its scopes.</summary>
    Scopes,

    /// <summary>Without a token.</summary>
    Anonymous,

    /// <summary>Nothing says how: an error, and its call throws.</summary>
    None,
}

/// <param name="Method">A Refit method of a client, its own or inherited.</param>
/// <param name="Authorization">How its calls are authorised.</param>
/// <param name="Scopes">Its scopes as declared; empty unless it has some.</param>
internal readonly record struct ResolvedMethod(IMethodSymbol Method, MethodAuthorization Authorization, EquatableArray<string?> Scopes)
{
    /// <summary>Whether the calls of two methods get the same token, or neither gets one.</summary>
    public bool IsAuthorizedAs(ResolvedMethod other) =>
        Authorization == other.Authorization && DeclaredScopes.AreSame(Scopes, other.Scopes);
}

/// <summary>
/// Resolves the scopes of a client's methods: a method's own attribute; else that of the interface that declares it; else the client's.
/// </summary>
internal static class ScopeResolution
{
    /// <param name="client">The interface that is registered.</param>
    /// <param name="assemblyScopes">
    /// The scopes that an assembly's <c>Psd2Client</c> gives it; they take the place of its own. Null where it gives none.
    /// </param>
    /// <param name="names">Leaves out the methods of other names; null where all are wanted.</param>
    public static IEnumerable<ResolvedMethod> Resolve(
        INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes, HashSet<string>? names = null)
    {
        var clientScopes = assemblyScopes ?? DeclaredScopes.On(client);
        return RefitMethods.Of(client, names).Select(method => Resolve(method, client, clientScopes));
    }

    private static ResolvedMethod Resolve(IMethodSymbol method, INamedTypeSymbol client, EquatableArray<string?>? clientScopes)
    {
        var own = DeclaredScopes.On(method);
        if (Psd2Types.FindAnonymous(method) is not null)
        {
            // With scopes as well it contradicts itself, and nothing is sent.
            return new(method, own is null ? MethodAuthorization.Anonymous : MethodAuthorization.None, DeclaredScopes.None);
        }

        var scopes = own ?? (RefitMethods.IsOwn(method, client) ? null : DeclaredScopes.On(method.ContainingType)) ?? clientScopes;
        return new(method, scopes is null ? MethodAuthorization.None : MethodAuthorization.Scopes, scopes ?? DeclaredScopes.None);
    }
}
