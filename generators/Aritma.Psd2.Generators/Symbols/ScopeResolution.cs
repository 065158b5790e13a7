using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Scopes;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

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
        Authorization == other.Authorization && ScopeSetComparer.Instance.Equals(Scopes, other.Scopes);
}

/// <summary>
/// Resolves the scopes of a client's methods: a method's own attribute; else that of the interface that declares it; else the client's.
/// </summary>
internal static class ScopeResolution
{
    private static readonly EquatableArray<string?> NoScopes = new([]);

    /// <param name="client">The interface that is registered.</param>
    /// <param name="assemblyScopes">
    /// The scopes that an assembly's <c>Psd2Client</c> gives it; they take the place of its own. Null where it gives none.
    /// </param>
    public static IEnumerable<ResolvedMethod> Resolve(INamedTypeSymbol client, EquatableArray<string?>? assemblyScopes)
    {
        var clientScopes = assemblyScopes ?? DeclaredOn(client);
        return RefitMethods.Of(client).Select(method => Resolve(method, client, clientScopes));
    }

    /// <summary>The scopes that a symbol declares itself; null where it declares none, or nothing that has a value.</summary>
    public static EquatableArray<string?>? DeclaredOn(ISymbol symbol) =>
        Psd2Types.FindScopes(symbol) is { } attribute ? ScopeArguments.Read(attribute) : null;

    private static ResolvedMethod Resolve(IMethodSymbol method, INamedTypeSymbol client, EquatableArray<string?>? clientScopes)
    {
        var own = DeclaredOn(method);
        if (Psd2Types.FindAnonymous(method) is not null)
        {
            // With scopes as well it contradicts itself, and nothing is sent.
            return new(method, own is null ? MethodAuthorization.Anonymous : MethodAuthorization.None, NoScopes);
        }

        var scopes = own ?? (RefitMethods.IsOwn(method, client) ? null : DeclaredOn(method.ContainingType)) ?? clientScopes;
        return new(method, scopes is null ? MethodAuthorization.None : MethodAuthorization.Scopes, scopes ?? NoScopes);
    }
}
