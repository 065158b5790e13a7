using System.Collections.Immutable;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2004: the repeated scope goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DuplicateScopeFix))]
internal sealed class DuplicateScopeFix : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.DuplicateScope];

    protected override Offer? OfferFor(Source source, Diagnostic diagnostic) =>
        ReportedScope.ElementOf(source, diagnostic) is { } element
        && ReportedScope.IsRepeated(element, source.Model)
        && ListElement.CanBeRemoved(source, element)
            ? new("Remove the repeated scope", edits => edits.Remove(element))
            : null;
}
