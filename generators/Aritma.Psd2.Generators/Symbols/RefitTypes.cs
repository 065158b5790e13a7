using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>The types of Refit that mean something at compile time.</summary>
internal static class RefitTypes
{
    /// <summary>Whether a compilation references Refit at all; where it doesn't, the compiler and Refit (RF002) say so.</summary>
    public static bool AreIn(Compilation compilation) => !compilation.GetTypesByMetadataName("Refit.HttpMethodAttribute").IsEmpty;

    /// <summary>Whether a type is the one of that name, whichever assembly defines it.</summary>
    public static bool Is(ITypeSymbol? type, string name) =>
        Are(type) && type!.Name == name;

    /// <summary>Whether a type is Refit's own.</summary>
    public static bool Are(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "Refit", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>
    /// The class of Refit.HttpClientFactory that registers clients; null where that package isn't referenced, or two references define
    /// the class, so that generated code could name neither.
    /// </summary>
    public static INamedTypeSymbol? Registration(Compilation compilation) =>
        Registrations(compilation) is { Length: 1 } found ? found[0] : null;

    /// <summary>Whether requests tell paths as they are written (version 8); see <see cref="Route.Behind"/>.</summary>
    public static bool TellPathsAsWritten(Compilation compilation) =>
        Registration(compilation) is { } registration && registration.GetMembers("AddRefitGeneratedClient").IsEmpty;

    /// <summary>What generated code sees of that class: none, one, or one of each of several references.</summary>
    public static ImmutableArray<INamedTypeSymbol> Registrations(Compilation compilation) =>
    [
        .. compilation.GetTypesByMetadataName("Refit.HttpClientFactoryExtensions")
            .Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)),
    ];
}
