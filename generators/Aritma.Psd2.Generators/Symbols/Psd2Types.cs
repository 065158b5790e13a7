using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>The types of Aritma.Psd2 that mean something at compile time, by metadata name.</summary>
internal static class Psd2Types
{
    public const string Scopes = "Aritma.Psd2.Psd2ScopesAttribute";
    public const string Anonymous = "Aritma.Psd2.Psd2AnonymousAttribute";
    public const string Client = "Aritma.Psd2.Psd2ClientAttribute";
    public const string KnownScope = "Aritma.Psd2.Psd2KnownScopeAttribute";
    public const string ScopeConstants = "Aritma.Psd2.Psd2Scope";

    /// <summary>Whether a compilation references Aritma.Psd2.</summary>
    public static bool AreIn(Compilation compilation) => !compilation.GetTypesByMetadataName(Scopes).IsEmpty;

    public static AttributeData? FindScopes(ISymbol symbol) => Find(symbol, "Psd2ScopesAttribute");

    public static AttributeData? FindAnonymous(ISymbol symbol) => Find(symbol, "Psd2AnonymousAttribute");

    /// <summary>Whether a type is the attribute of that name, whichever assembly defines it.</summary>
    public static bool Is(INamedTypeSymbol? attribute, string name) =>
        attribute is { ContainingNamespace: { Name: "Psd2", ContainingNamespace: { Name: "Aritma", ContainingNamespace.IsGlobalNamespace: true } } }
        && attribute.Name == name;

    private static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Is(attribute.AttributeClass, name))
            {
                return attribute;
            }
        }

        return null;
    }
}
