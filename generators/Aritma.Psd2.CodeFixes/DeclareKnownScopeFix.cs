using System.Collections.Immutable;
using System.Threading.Tasks;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes;

/// <summary>PSD2003: the project declares the unknown scope known.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareKnownScopeFix))]
internal sealed class DeclareKnownScopeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnknownScope];

    /// <summary>None: it turns the rule off for a scope, which a person decides, and neither Fix All nor <c>dotnet format</c>.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ReportedScope.Of(diagnostic) is { } scope && !diagnostic.Properties.ContainsKey(DiagnosticProperties.NotToBeDeclared))
            {
                // Below the nearest scope, which is most likely meant.
                var action = CodeAction.Create(
                    $"Declare '{scope}' as a known scope",
                    cancellationToken => KnownScopeDeclaration.AddAsync(context.Document, scope, cancellationToken),
                    nameof(DeclareKnownScopeFix),
                    CodeActionPriority.Low);
                context.RegisterCodeFix(action, diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
