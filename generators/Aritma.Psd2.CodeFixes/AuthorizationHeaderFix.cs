using System.Collections.Immutable;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2008: the Authorization header of a method or an interface goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AuthorizationHeaderFix))]
internal sealed class AuthorizationHeaderFix : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.AuthorizationSetByHand];

    protected override Offer? OfferFor(Source source, Diagnostic diagnostic) =>
        ListElement.At(source, diagnostic.Location.SourceSpan) is { } header
        && ListElement.AttributeOf(header) is { Parent.Parent: MethodDeclarationSyntax or InterfaceDeclarationSyntax }
        && AuthorizationHeader.IsSetBy(ListElement.ValueOf(header, source.Model))
        && ListElement.CanBeRemoved(source, header)
            ? new("Remove the Authorization header", edits => edits.Remove(header))
            : null;
}
