using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>Attributes that don't compile, as while they are typed: what they will declare isn't known.</summary>
internal static class UnfinishedAttributes
{
    /// <summary>Whether an assembly has some on itself, on an interface or on a method of one. It binds all of these.</summary>
    public static bool AreIn(Compilation compilation) =>
        AreOn(compilation.Assembly)
        || compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Any(type => type.TypeKind == TypeKind.Interface
                && (type.AllInterfaces.Any(inherited => inherited.TypeKind == TypeKind.Error)
                    || AreOn(type)
                    || type.GetMembers().Any(AreOn)));

    private static bool AreOn(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeConstructor is null || attribute.ConstructorArguments.Any(IsUnfinished));

    private static bool IsUnfinished(TypedConstant argument) =>
        argument is { Kind: TypedConstantKind.Error } or { Kind: TypedConstantKind.Type, Value: ITypeSymbol { TypeKind: TypeKind.Error } }
        || (argument is { Kind: TypedConstantKind.Array, IsNull: false } && argument.Values.Any(IsUnfinished));
}
