using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>The types of Aritma.Psd2 that mean something at compile time, by metadata name.</summary>
internal static class Psd2Types
{
    public const string Scopes = Namespace + "Psd2ScopesAttribute";
    public const string Anonymous = Namespace + "Psd2AnonymousAttribute";
    public const string Client = Namespace + "Psd2ClientAttribute";
    public const string KnownScope = Namespace + "Psd2KnownScopeAttribute";
    public const string ScopeConstants = Namespace + "Psd2Scope";
    public const string Builder = Namespace + "Psd2Builder";

    /// <summary>The assembly of the ready client, which has a registration method of its own that sets up more than its clients.</summary>
    public const string ReadyClient = "Aritma.Psd2.Client";

    private const string Namespace = "Aritma.Psd2.";

    /// <summary>Whether a compilation references Aritma.Psd2.</summary>
    public static bool AreIn(Compilation compilation) => !compilation.GetTypesByMetadataName(Scopes).IsEmpty;

    /// <summary>The referenced assemblies that reference Aritma.Psd2 themselves.</summary>
    public static IEnumerable<IAssemblySymbol> ReferencesThatKnow(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => assembly.Modules.Any(AreKnownTo));

    /// <summary>Whether an assembly references Aritma.Psd2: only such a one can have its attributes, or register clients.</summary>
    public static bool AreKnownTo(IModuleSymbol module) => module.ReferencedAssemblies.Any(reference => reference.Name == "Aritma.Psd2");

    public static AttributeData? FindScopes(ISymbol symbol) => Find(symbol, Scopes);

    public static AttributeData? FindAnonymous(ISymbol symbol) => Find(symbol, Anonymous);

    /// <summary>Whether a type is one of these, whichever assembly defines it.</summary>
    public static bool Is(ITypeSymbol? type, string metadataName) =>
        type is
        {
            ContainingType: null,
            ContainingNamespace: { Name: "Psd2", ContainingNamespace: { Name: "Aritma", ContainingNamespace.IsGlobalNamespace: true } }
        }
        && metadataName.Length == Namespace.Length + type.Name.Length
        && metadataName.EndsWith(type.Name, StringComparison.Ordinal);

    private static AttributeData? Find(ISymbol symbol, string metadataName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Is(attribute.AttributeClass, metadataName))
            {
                return attribute;
            }
        }

        return null;
    }
}
