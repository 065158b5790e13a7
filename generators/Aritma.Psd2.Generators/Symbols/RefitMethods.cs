using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>
/// Which methods of an interface Refit turns into calls: those with an attribute derived from <c>HttpMethodAttribute</c>.
/// </summary>
internal static class RefitMethods
{
    /// <summary>The Refit methods that a call of the interface can reach, its own before those that it inherits.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="names">Leaves out the methods of other names; null where all are wanted.</param>
    public static IEnumerable<IMethodSymbol> Of(INamedTypeSymbol type, HashSet<string>? names = null) =>
        OwnAndInherited(type).OfType<IMethodSymbol>().Where(method => (names is null || names.Contains(NameOf(method))) && Is(method));

    /// <summary>The members of an interface and of those it derives from.</summary>
    public static IEnumerable<ISymbol> OwnAndInherited(INamedTypeSymbol type) =>
        type.GetMembers().Concat(type.AllInterfaces.SelectMany(inherited => inherited.GetMembers()));

    /// <summary>Whether Refit makes calls of a method: an instance method of an interface, with its attribute.</summary>
    public static bool Is(IMethodSymbol method) =>
        method is { IsStatic: false, ContainingType.TypeKind: TypeKind.Interface, MethodKind: not MethodKind.LocalFunction }
        && HttpMethod(method) is not null;

    /// <summary>Whether a method is declared by the client itself, and not inherited.</summary>
    public static bool IsOwn(IMethodSymbol method, INamedTypeSymbol client) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, client);

    /// <summary>
    /// The name as Refit sees it: one that implements a base interface explicitly has that interface in front for the compiler.
    /// </summary>
    public static string NameOf(IMethodSymbol method) => method.Name.Substring(method.Name.LastIndexOf('.') + 1);

    /// <summary>Whether an interface, own or inherited, may have Refit methods once all of it compiles.</summary>
    public static bool MayHave(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(inherited => inherited.TypeKind == TypeKind.Error)
        || OwnAndInherited(type).OfType<IMethodSymbol>().Any(method => Is(method) || HasUnknownAttribute(method));

    /// <summary>Whether a symbol has an attribute that doesn't compile: a method may be a Refit method once it does.</summary>
    public static bool HasUnknownAttribute(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error });

    private static AttributeData? HttpMethod(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(attribute => DerivesFromHttpMethod(attribute.AttributeClass));

    private static bool DerivesFromHttpMethod(INamedTypeSymbol? attribute)
    {
        for (var current = attribute; current is not null; current = current.BaseType)
        {
            if (RefitTypes.Is(current, "HttpMethodAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
