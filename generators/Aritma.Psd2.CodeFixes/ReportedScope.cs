using System.Linq;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.CodeFixes;

/// <summary>The scope that a diagnostic is about. A diagnostic may be older than the document that it is to be fixed in.</summary>
internal static class ReportedScope
{
    /// <summary>The value in the attribute; null where something else stands there by now.</summary>
    public static SyntaxNode? ElementOf(Source source, Diagnostic diagnostic) =>
        Of(diagnostic) is { } scope
        && ListElement.At(source, diagnostic.Location.SourceSpan) is { } element
        && ListElement.ValueOf(element, source.Model) == scope
            ? element
            : null;

    /// <summary>Whether an earlier value of the same list is the same scope.</summary>
    public static bool IsRepeated(SyntaxNode element, SemanticModel model) => element.Parent!.ChildNodes()
        .TakeWhile(other => other != element)
        .Any(other => ListElement.ValueOf(other, model) == ListElement.ValueOf(element, model));

    public static string? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DiagnosticProperties.Scope, out var scope) ? scope : null;
}
