using System.Linq;
using Aritma.Psd2.Generators.Scopes;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>A client that an assembly names with <c>Psd2Client</c>.</summary>
/// <param name="Type">The interface; whatever else <c>typeof</c> takes isn't a client.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Scopes">The scopes that it gives the interface; null where the interface's own count.</param>
internal sealed record AssemblyClient(INamedTypeSymbol Type, AttributeData Attribute, EquatableArray<string?>? Scopes)
{
    /// <summary>Reads an attribute; null where it names no interface.</summary>
    public static AssemblyClient? Read(AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault()
            is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol { TypeKind: TypeKind.Interface } type }
            ? new AssemblyClient(type, attribute, DeclaredScopes.Read(attribute) is { Count: > 0 } scopes ? scopes : null)
            : null;
}
