using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>Whether generated code, which stands outside of every type, can register an interface.</summary>
internal static class ClientShape
{
    public static bool CanBeClient(INamedTypeSymbol type, Compilation compilation) =>
        type.TypeKind == TypeKind.Interface && ObstacleOf(type, compilation) is null;

    /// <summary>Why generated code can't register an interface, and what to do; null where it can.</summary>
    public static (string Why, string Remedy)? ObstacleOf(INamedTypeSymbol type, Compilation compilation) =>
        IsGeneric(type) ? (
            "generic", $"Derive an interface that isn't (interface IMyApi : {Closed(type)}), and make that one the client")
        : WithContainers(type).Any(current => current.IsFileLocal) ? ("local to its file", "Remove 'file'")
        : compilation.IsSymbolAccessibleWithin(type, compilation.Assembly) ? null
        : ("private or protected, or nested in a type that is", "Make it internal or public");

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

    private static string Closed(INamedTypeSymbol type) => type.IsUnboundGenericType
        ? $"{type.Name}<…>"
        : type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
