using System.Linq;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.CodeFixes;

/// <summary>How a scope is written in an attribute: as the constant of <c>Psd2Scope</c> where there is one, else as a string.</summary>
internal sealed class ScopeText
{
    private readonly Source _source;
    private readonly int _position;
    private readonly INamedTypeSymbol? _constants;

    private ScopeText(Source source, int position, INamedTypeSymbol? constants) =>
        (_source, _position, _constants) = (source, position, constants);

    public static ScopeText At(Source source, SyntaxNode element)
    {
        var attribute = source.Model.GetTypeInfo(ListElement.AttributeOf(element)!).Type;
        return new(source, element.SpanStart, attribute?.ContainingAssembly?.GetTypeByMetadataName(Psd2Types.ScopeConstants));
    }

    /// <summary>As the code is to say it.</summary>
    public string Code(string scope) => ConstantOf(scope) is { } constant
        ? $"{ConstantsImport.NameAt(_source, _position, constant.ContainingType)}.{constant.Name}"
        : Literal(scope);

    /// <summary>As a title shows it.</summary>
    public string Title(string scope) =>
        ConstantOf(scope) is { } constant ? $"{constant.ContainingType.Name}.{constant.Name}" : $"'{scope}'";

    public static string Literal(string scope) => SymbolDisplay.FormatLiteral(scope, quote: true);

    private IFieldSymbol? ConstantOf(string scope) =>
        _constants?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is string value && value == scope);
}
