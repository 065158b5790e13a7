using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2008: an Authorization header that a client sets by hand, in place of its token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AuthorizationHeaderAnalyzer : ClientAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.AuthorizationSetByHand];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients) =>
        RegisterAttributeAction(context, (operation, attribute) => Analyze(operation, attribute, clients));

    private static void Analyze(OperationAnalysisContext context, IObjectCreationOperation attribute, Psd2Clients clients)
    {
        if (attribute.Arguments.FirstOrDefault() is not { } argument)
        {
            return;
        }

        if (RefitTypes.Is(attribute.Type, "HeadersAttribute"))
        {
            foreach (var header in (AttributeLists.ElementsOf(argument) ?? []).Where(header => SetsAuthorization(ValueOf(header))))
            {
                Report(context, clients, header.Syntax, "[Headers]", DiagnosticSeverity.Warning);
            }
        }
        else if (RefitTypes.Is(attribute.Type, "HeaderAttribute") && IsAuthorization(ValueOf(argument.Value)))
        {
            Report(context, clients, argument.Value.Syntax, "[Header]", DiagnosticSeverity.Warning);
        }
        else if (RefitTypes.Is(attribute.Type, "AuthorizeAttribute"))
        {
            Report(context, clients, attribute.Syntax, "[Authorize]", DiagnosticSeverity.Info);
        }
    }

    // The header's value may be a secret: no message shows it.
    private static void Report(
        OperationAnalysisContext context, Psd2Clients clients, SyntaxNode place, string attribute, DiagnosticSeverity severity)
    {
        var (type, remedy) = context.ContainingSymbol switch
        {
            IMethodSymbol method when RefitMethods.Is(method) && Psd2Types.FindAnonymous(method) is null =>
                (method.ContainingType, "Remove it, or mark the method [Psd2Anonymous]"),
            INamedTypeSymbol { TypeKind: TypeKind.Interface } itself => (itself, "Remove it"),
            _ => (null, ""),
        };
        if (type is not null && clients.CarryTokens(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.AuthorizationSetByHand,
                place.GetLocation(),
                severity,
                additionalLocations: null,
                properties: null,
                attribute,
                Display(context.ContainingSymbol),
                remedy));
        }
    }

    private static string? ValueOf(IOperation operation) => operation.ConstantValue.Value as string;

    // A name without a value takes an outer header away; Bearer alone is Refit's placeholder, which the run time replaces.
    private static bool SetsAuthorization(string? header)
    {
        var colon = header?.IndexOf(':') ?? -1;
        return colon >= 0
            && IsAuthorization(header!.Substring(0, colon))
            && header.Substring(colon + 1).Trim() is { Length: > 0 } value
            && !value.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsAuthorization(string? name) => string.Equals(name?.Trim(), "Authorization", StringComparison.OrdinalIgnoreCase);
}
