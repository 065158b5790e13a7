using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using System;
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
        if (attribute.Type is not { } type || attribute.Arguments.FirstOrDefault() is not { } argument)
        {
            return;
        }

        if (RefitTypes.Is(type, AuthorizationHeader.Headers))
        {
            foreach (var header in (AttributeLists.ElementsOf(argument) ?? [])
                .Where(header => AuthorizationHeader.IsSetBy(ValueOf(header))))
            {
                Report(context, clients, header.Syntax, type);
            }
        }
        else if (RefitTypes.Is(type, AuthorizationHeader.Header) && AuthorizationHeader.IsNamed(ValueOf(argument.Value)))
        {
            Report(context, clients, argument.Value.Syntax, type);
        }
        else if (RefitTypes.Is(type, AuthorizationHeader.Authorize))
        {
            Report(context, clients, attribute.Syntax, type);
        }
    }

    private static void Report(OperationAnalysisContext context, Psd2Clients clients, SyntaxNode place, ITypeSymbol attribute)
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
            context.ReportDiagnostic(Create(place.GetLocation(), attribute, context.ContainingSymbol, remedy));
        }
    }

    // The header's value may be a secret: no message shows it.
    private static Diagnostic Create(Location place, ITypeSymbol attribute, ISymbol source, string remedy) => Diagnostic.Create(
        Descriptors.AuthorizationSetByHand,
        place,
        SeverityOf(attribute),
        additionalLocations: null,
        properties: null,
        $"[{ShortName(attribute)}]",
        Display(source),
        remedy);

    private static DiagnosticSeverity SeverityOf(ITypeSymbol attribute) =>
        attribute.Name == AuthorizationHeader.Authorize ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    private static string? ValueOf(IOperation operation) => operation.ConstantValue.Value as string;
}
