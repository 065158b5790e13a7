using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>The scopes that attributes declare, as the run time is to see them.</summary>
internal static class DeclaredScopes
{
    public static readonly EquatableArray<string?> None = new([]);

    /// <summary>The scopes that a symbol declares itself; null where it declares none, or nothing that has a value.</summary>
    public static EquatableArray<string?>? On(ISymbol symbol) =>
        Psd2Types.FindScopes(symbol) is { } attribute ? Read(attribute) : null;

    /// <summary>
    /// The scopes of an attribute that takes them as its last parameter, null and all. What doesn't compile is left out; null if that is
    /// the whole list.
    /// </summary>
    public static EquatableArray<string?>? Read(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length == 0 || arguments[arguments.Length - 1] is not { Kind: TypedConstantKind.Array } scopes)
        {
            return null;
        }

        return new EquatableArray<string?>(scopes.IsNull
            ? []
            : scopes.Values.Where(value => value.Kind == TypedConstantKind.Primitive).Select(value => value.Value as string));
    }

    /// <summary>Whether the run time takes two declarations for the same: as sets.</summary>
    public static bool AreSame(EquatableArray<string?> one, EquatableArray<string?> other) =>
        one.Equals(other) || (one.Count + other.Count > 2 && new HashSet<string?>(one, StringComparer.Ordinal).SetEquals(other));
}
