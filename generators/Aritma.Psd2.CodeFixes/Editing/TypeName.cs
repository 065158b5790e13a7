using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.CodeFixes.Editing;

/// <summary>
/// The shortest name of a type that means it at a place.
/// </summary>
internal static class TypeName
{
    private static readonly SymbolDisplayFormat Minimal = SymbolDisplayFormat.MinimallyQualifiedFormat;
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat;

    public static string At(Source source, int position, INamedTypeSymbol type) =>
        At(source, position, type, SymbolDisplayMiscellaneousOptions.None);

    /// <summary>The name of an attribute, without its suffix.</summary>
    public static string OfAttributeAt(Source source, int position, INamedTypeSymbol type) =>
        At(source, position, type, SymbolDisplayMiscellaneousOptions.RemoveAttributeSuffix);

    private static string At(Source source, int position, INamedTypeSymbol type, SymbolDisplayMiscellaneousOptions options)
    {
        var name = SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(source.Model, position, Minimal));
        var meant = source.Model.GetSpeculativeSymbolInfo(position, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol;
        return SymbolEqualityComparer.Default.Equals(meant, type)
            ? type.ToMinimalDisplayString(source.Model, position, Minimal.AddMiscellaneousOptions(options))
            : type.ToDisplayString(Full.AddMiscellaneousOptions(options));
    }
}
