using System.Collections.Immutable;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2003: the nearest known scope takes the place of the unknown one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestScopeFix))]
internal sealed class NearestScopeFix : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnknownScope];

    protected override Offer? OfferFor(Source source, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Nearest, out var nearest) && nearest is not null
            && ReportedScope.ElementOf(source, diagnostic) is { } element
            && ListElement.CanBeReplaced(source, element))
        {
            var text = ScopeText.At(source, element);
            return new($"Use {text.Title(nearest)}", edits => edits.Replace(element, [text.Code(nearest)]));
        }

        return null;
    }
}
