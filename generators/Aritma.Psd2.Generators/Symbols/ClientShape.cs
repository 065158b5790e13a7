using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>Why generated code can't register an interface.</summary>
internal enum ClientObstacle
{
    None,

    /// <summary>It is no interface.</summary>
    NotAnInterface,

    /// <summary>It, or a type around it, is generic: it lends its scopes to those that derive from it.</summary>
    Generic,

    /// <summary>It, or a type around it, is local to a file.</summary>
    FileLocal,

    /// <summary>It, or a type around it, is private or protected.</summary>
    Inaccessible,
}

/// <summary>Whether generated code, which stands outside of every type, can register an interface.</summary>
internal static class ClientShape
{
    public static ClientObstacle ObstacleOf(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind != TypeKind.Interface)
        {
            return ClientObstacle.NotAnInterface;
        }

        if (IsGeneric(type))
        {
            return ClientObstacle.Generic;
        }

        if (WithContainers(type).Any(current => current.IsFileLocal))
        {
            return ClientObstacle.FileLocal;
        }

        return compilation.IsSymbolAccessibleWithin(type, compilation.Assembly) ? ClientObstacle.None : ClientObstacle.Inaccessible;
    }

    /// <summary>Whether a type, or one around it, is generic.</summary>
    public static bool IsGeneric(INamedTypeSymbol type) => WithContainers(type).Any(current => current.IsGenericType);

    /// <summary>A type and the types it is nested in, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
    }
}
