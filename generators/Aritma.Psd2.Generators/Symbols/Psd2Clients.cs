using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>
/// The clients of a compilation: the interfaces with <c>[Psd2Scopes]</c> on themselves or on a Refit method of their own, and those that
/// the assembly names. A generic interface is no client: it lends its scopes to those that derive from it.
/// </summary>
internal sealed class Psd2Clients
{
    private readonly Lazy<ImmutableArray<AssemblyClient>> _ofAssembly;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _all;
    private readonly Lazy<INamedTypeSymbol?> _first;

    public Psd2Clients(Compilation compilation)
    {
        _ofAssembly = new(() => ReadAssembly(compilation));
        _all = new(() =>
        [
            .. AnnotatedIn(compilation.Assembly)
                .Concat(OfAssembly.Select(client => client.Type))
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
        ]);
        _first = new(() => All.OrderBy(client => client.ToDisplayString(), StringComparer.Ordinal).FirstOrDefault());
    }

    /// <summary>All clients, each once. It walks the whole assembly: only for what the interface at hand doesn't answer.</summary>
    public ImmutableArray<INamedTypeSymbol> All => _all.Value;

    /// <summary>The first of all in ordinal order, for what is reported once; null where there is none.</summary>
    public INamedTypeSymbol? First => _first.Value;

    /// <summary>
    /// The clients that the assembly names, in the compilation's order of files: the first of two for one interface counts.
    /// </summary>
    public ImmutableArray<AssemblyClient> OfAssembly => _ofAssembly.Value;

    /// <summary>
    /// The attribute that makes an interface a client, or, on a generic one, that it lends: its own, else that of its first annotated
    /// Refit method.
    /// </summary>
    public static AttributeData? AnnotationOf(INamedTypeSymbol type) => type.TypeKind != TypeKind.Interface
        ? null
        : Psd2Types.FindScopes(type)
            ?? type.GetMembers().OfType<IMethodSymbol>().Where(IsAnnotated).Select(Psd2Types.FindScopes).FirstOrDefault();

    /// <summary>Whether a method has scopes of its own, and is a Refit method, or one that is still being written.</summary>
    public static bool IsAnnotated(IMethodSymbol method) =>
        Psd2Types.FindScopes(method) is not null && (RefitMethods.Is(method) || RefitMethods.HasUnknownAttribute(method));

    /// <summary>Whether an interface is a client by attributes of its own.</summary>
    public static bool IsAnnotatedClient(INamedTypeSymbol type) => AnnotationOf(type) is not null && !ClientShape.IsGeneric(type);

    /// <summary>The clients that an assembly annotates itself. It walks the whole assembly.</summary>
    public static IEnumerable<INamedTypeSymbol> AnnotatedIn(IAssemblySymbol assembly) =>
        Types(assembly.GlobalNamespace).Where(IsAnnotatedClient);

    /// <summary>What the assembly says of an interface; null where it doesn't name it.</summary>
    public AssemblyClient? FindOfAssembly(INamedTypeSymbol type) =>
        OfAssembly.FirstOrDefault(client => SymbolEqualityComparer.Default.Equals(client.Type, type));

    /// <summary>Whether an interface is a client, or a generic one that lends its scopes.</summary>
    public bool IsClientOrLends(INamedTypeSymbol type) => AnnotationOf(type) is not null || FindOfAssembly(type) is not null;

    private static ImmutableArray<AssemblyClient> ReadAssembly(Compilation compilation) =>
    [
        .. compilation.Assembly.GetAttributes()
            .Where(attribute => Psd2Types.Is(attribute.AttributeClass, Psd2Types.Client))
            .Select(AssemblyClient.Read)
            .OfType<AssemblyClient>(),
    ];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? Types(member).Prepend(type) : Types(member));
}
