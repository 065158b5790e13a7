using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators;

/// <summary>How methods of one name are told apart for a reader.</summary>
internal static class MethodLabels
{
    // From short to long: GetAsync(string), IBase.GetAsync(string), Contoso.IBase.GetAsync(string).
    private static readonly SymbolDisplayFormat[] Formats =
    [
        Format(SymbolDisplayTypeQualificationStyle.NameOnly, SymbolDisplayMemberOptions.None),
        Format(SymbolDisplayTypeQualificationStyle.NameOnly, SymbolDisplayMemberOptions.IncludeContainingType),
        Format(SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, SymbolDisplayMemberOptions.IncludeContainingType),
    ];

    /// <summary>The shortest format that tells all of them apart; the longest where none does.</summary>
    public static SymbolDisplayFormat FormatFor(IReadOnlyCollection<IMethodSymbol> namesakes) =>
        Formats.FirstOrDefault(format =>
            namesakes.Select(method => method.ToDisplayString(format)).Distinct(StringComparer.Ordinal).Count() == namesakes.Count)
        ?? Formats[Formats.Length - 1];

    private static SymbolDisplayFormat Format(
        SymbolDisplayTypeQualificationStyle qualification, SymbolDisplayMemberOptions container) => new(
        typeQualificationStyle: qualification,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | container,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);
}
