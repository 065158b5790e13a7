using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Symbols;

/// <summary>What makes Refit set the Authorization header of a call.</summary>
internal static class AuthorizationHeader
{
    public const string Headers = "HeadersAttribute";
    public const string Header = "HeaderAttribute";
    public const string Authorize = "AuthorizeAttribute";

    /// <summary>The attributes that set it: of an interface, or of a method and its parameters.</summary>
    public static IEnumerable<AttributeData> SettersOf(ISymbol symbol) =>
        symbol.GetAttributes()
            .Concat(symbol is IMethodSymbol method ? method.Parameters.SelectMany(parameter => parameter.GetAttributes()) : [])
            .Where(Sets);

    /// <summary>
    /// Whether a header, as <c>[Headers]</c> takes it, sets it. A name without a value takes an outer header away; Bearer alone is Refit's
    /// placeholder, which the run time replaces.
    /// </summary>
    public static bool IsSetBy(string? header)
    {
        var colon = header?.IndexOf(':') ?? -1;
        return colon >= 0
            && IsNamed(header!.Substring(0, colon))
            && header.Substring(colon + 1).Trim() is { Length: > 0 } value
            && !value.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a method takes the header of its interface away: it names it without a value.</summary>
    public static bool IsTakenAwayBy(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => HeadersOf(attribute).Any(IsNamed));

    public static bool IsNamed(string? name) => string.Equals(name?.Trim(), "Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool Sets(AttributeData attribute)
    {
        var argument = attribute.ConstructorArguments.FirstOrDefault();
        return RefitTypes.Is(attribute.AttributeClass, Authorize)
            || (RefitTypes.Is(attribute.AttributeClass, Header)
                && argument is { Kind: TypedConstantKind.Primitive, Value: string name } && IsNamed(name))
            || HeadersOf(attribute).Any(IsSetBy);
    }

    private static IEnumerable<string?> HeadersOf(AttributeData attribute) =>
        RefitTypes.Is(attribute.AttributeClass, Headers)
        && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Array, IsNull: false } headers
            ? headers.Values.Select(header => header.Value as string)
            : [];
}
