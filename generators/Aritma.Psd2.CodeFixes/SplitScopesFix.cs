using System;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>
/// PSD2002 and PSD2003: several scopes in one string become a value each, as far as the list lacks them; white space around one goes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplitScopesFix))]
internal sealed class SplitScopesFix : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.NotAScopeToken, DiagnosticIds.UnknownScope];

    protected override Offer? OfferFor(Source source, Diagnostic diagnostic)
    {
        var parts = Parts(diagnostic);
        if (parts.Length == 0
            || !parts.All(ScopeToken.Is)
            || ReportedScope.ElementOf(source, diagnostic) is not { } element
            || !ListElement.CanBeReplaced(source, element))
        {
            return null;
        }

        if (ListElement.IsOneOfMany(element, source.Model))
        {
            var others = element.Parent!.ChildNodes().Where(other => other != element);
            parts = [.. parts.Except(others.Select(other => ListElement.ValueOf(other, source.Model)).OfType<string>())];
        }
        else if (parts.Length > 1)
        {
            return null;
        }

        var text = ScopeText.At(source, element);
        if (parts.Length > 0)
        {
            var title = $"{(parts.Length > 1 ? "Split into" : "Change to")} {string.Join(", ", parts.Select(text.Title))}";
            return new(title, edits => edits.Replace(element, [.. parts.Select(text.Code)]));
        }

        return ListElement.CanBeRemoved(source, element) ? new("Remove what the list has already", edits => edits.Remove(element)) : null;
    }

    private static string[] Parts(Diagnostic diagnostic)
    {
        var scopes = ReportedScope.Of(diagnostic) ?? "";
        if (diagnostic.Id == DiagnosticIds.NotAScopeToken)
        {
            // Beside white space a comma or semicolon separates too, though a scope token may hold it.
            var words = scopes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',', ';'));
            return [.. words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
        }

        var isList = scopes.IndexOfAny(ScopeToken.ListSeparators) >= 0
            && diagnostic.Properties.ContainsKey(DiagnosticProperties.NotToBeDeclared);
        return isList ? [.. scopes.Split(ScopeToken.ListSeparators).Distinct(StringComparer.Ordinal)] : [];
    }
}
