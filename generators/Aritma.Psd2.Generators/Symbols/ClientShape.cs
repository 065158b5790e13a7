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

    /// <summary>It has a static abstract member that nothing implements, so that it can't be a type argument.</summary>
    StaticAbstractMember,

    /// <summary>Its full name means another type as well, or none without an extern alias.</summary>
    NameNotItsOwn,
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

        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        {
            return ClientObstacle.Inaccessible;
        }

        if (HasStaticAbstractMember(type) || type.AllInterfaces.Any(inherited => LeavesStaticAbstractMember(inherited, type)))
        {
            return ClientObstacle.StaticAbstractMember;
        }

        return IsNameItsOwn(type, compilation) ? ClientObstacle.None : ClientObstacle.NameNotItsOwn;
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

    /// <summary>Whether a base interface has a static abstract member that the type and its other bases don't implement.</summary>
    private static bool LeavesStaticAbstractMember(INamedTypeSymbol inherited, INamedTypeSymbol type) =>
        HasStaticAbstractMember(inherited)
        && inherited.GetMembers()
            .Where(member => member is { IsStatic: true, IsAbstract: true } and not IMethodSymbol { AssociatedSymbol: not null })
            .Any(member => !RefitMethods.OwnAndInherited(type).Any(other => Implements(other, member)));

    private static bool Implements(ISymbol member, ISymbol implemented) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations.Contains(implemented, SymbolEqualityComparer.Default),
        IPropertySymbol property => property.ExplicitInterfaceImplementations.Contains(implemented, SymbolEqualityComparer.Default),
        IEventSymbol @event => @event.ExplicitInterfaceImplementations.Contains(implemented, SymbolEqualityComparer.Default),
        _ => false,
    };

    // Generated code goes by the full name. Of two types of this name, that of the assembly itself is meant.
    private static bool IsNameItsOwn(INamedTypeSymbol type, Compilation compilation)
    {
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            return true;
        }

        var outermost = WithContainers(type).Last();
        var name = outermost.ContainingNamespace is { IsGlobalNamespace: false } space
            ? $"{space.ToDisplayString()}.{outermost.MetadataName}"
            : outermost.MetadataName;
        var namesakes = compilation.GetTypesByMetadataName(name)
            .Where(namesake =>
                compilation.IsSymbolAccessibleWithin(namesake, compilation.Assembly) && IsInGlobalAlias(namesake, compilation));
        return namesakes.Count() == 1 && IsInGlobalAlias(outermost, compilation);
    }

    private static bool IsInGlobalAlias(INamedTypeSymbol type, Compilation compilation) =>
        compilation.GetMetadataReference(type.ContainingAssembly)?.Properties.Aliases is not { IsEmpty: false } aliases
        || aliases.Contains(MetadataReferenceProperties.GlobalAlias);

    // A loop, since the generator asks for each client on each edit.
    private static bool HasStaticAbstractMember(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsStatic && member.IsAbstract)
            {
                return true;
            }
        }

        return false;
    }
}
