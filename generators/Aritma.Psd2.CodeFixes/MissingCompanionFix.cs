using System.Collections.Immutable;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2005: the missing scope comes in front of the one that it goes with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingCompanionFix))]
internal sealed class MissingCompanionFix : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.MissingCompanion];

    protected override Offer? OfferFor(Source source, Diagnostic diagnostic)
    {
        if (ReportedScope.ElementOf(source, diagnostic) is { } element && ListElement.CanBePreceded(element))
        {
            var text = ScopeText.At(source, element);
            return new(
                $"Add {text.Title(AritmaScopes.ChannelPsd2)}",
                edits => edits.InsertBefore(element, text.Code(AritmaScopes.ChannelPsd2)));
        }

        return null;
    }
}
