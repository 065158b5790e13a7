using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2002: several scopes in one string become a value each, and white space around one goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplitScopesFix))]
internal sealed class SplitScopesFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.NotAScopeToken];

    /// <inheritdoc/>
    protected override IEnumerable<Offer> Offers(Source source, Diagnostic diagnostic)
    {
        var parts = Parts(ReportedScope.Of(diagnostic));
        if (parts.Length == 0
            || !parts.All(ScopeToken.Is)
            || ReportedScope.ElementOf(source, diagnostic) is not { } element
            || !ListElement.CanBeReplaced(source, element)
            || (parts.Length > 1 && !ListElement.IsOneOfMany(element, source.Model)))
        {
            yield break;
        }

        var text = ScopeText.At(source, element);
        var title = parts.Length > 1 ? $"Split into {string.Join(", ", parts.Select(text.Title))}" : $"Change to {text.Title(parts[0])}";
        yield return new(title, DiagnosticIds.NotAScopeToken, edits => edits.Replace(element, [.. parts.Select(text.Code)]));
    }

    private static string[] Parts(string? scopes) =>
        scopes is null ? [] : [.. scopes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
