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
        context.RegisterOperationAction(operation => Analyze(operation, clients), OperationKind.Attribute);

    private static void Analyze(OperationAnalysisContext context, Psd2Clients clients)
    {
        if (context.Operation is not IAttributeOperation { Operation: IObjectCreationOperation attribute })
        {
            return;
        }

        if (RefitTypes.Is(attribute.Type, "HeadersAttribute"))
        {
            foreach (var header in StringsOf(attribute).Where(SetsAuthorization))
            {
                Report(context, clients, header.Syntax, "[Headers]", DiagnosticSeverity.Warning);
            }
        }
        else if (RefitTypes.Is(attribute.Type, "HeaderAttribute"))
        {
            foreach (var name in StringsOf(attribute).Where(name => IsAuthorization(name.ConstantValue.Value as string)))
            {
                Report(context, clients, name.Syntax, "[Header]", DiagnosticSeverity.Warning);
            }
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

    /// <summary>The strings of the first argument: the argument itself, or the elements of a list.</summary>
    private static IEnumerable<IOperation> StringsOf(IObjectCreationOperation attribute) =>
        attribute.Arguments.IsEmpty
            ? []
            : WithoutConversion(attribute.Arguments[0].Value) switch
            {
                IArrayCreationOperation array => array.Initializer?.ElementValues ?? [],
                ICollectionExpressionOperation list => list.Elements.Select(WithoutConversion),
                var value => [value],
            };

    private static IOperation WithoutConversion(IOperation operation) =>
        operation is IConversionOperation { Operand: var operand } ? operand : operation;

    // A name without a value takes an outer header away; Bearer alone is Refit's placeholder, which the run time replaces.
    private static bool SetsAuthorization(IOperation operation)
    {
        var header = operation.ConstantValue.Value as string ?? "";
        var colon = header.IndexOf(':');
        return colon >= 0
            && IsAuthorization(header.Substring(0, colon))
            && header.Substring(colon + 1).Trim() is { Length: > 0 } value
            && !value.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsAuthorization(string? name) => string.Equals(name?.Trim(), "Authorization", StringComparison.OrdinalIgnoreCase);
}
