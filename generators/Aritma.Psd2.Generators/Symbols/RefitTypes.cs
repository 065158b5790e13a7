using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>The types of Refit that mean something at compile time.</summary>
internal static class RefitTypes
{
    /// <summary>Whether a type is the one of that name, whichever assembly defines it.</summary>
    public static bool Is(ITypeSymbol? type, string name) =>
        Are(type) && type!.Name == name;

    /// <summary>Whether a type is Refit's own.</summary>
    public static bool Are(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "Refit", ContainingNamespace.IsGlobalNamespace: true } };
}
