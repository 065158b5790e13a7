using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>Reads the scopes of an attribute that takes them as its last parameter.</summary>
internal static class ScopeArguments
{
    /// <summary>
    /// The scopes as the run time is to see them, null and all. What doesn't compile is left out; null if that is the whole list.
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
}
