using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2008: an Authorization header that a client sets by hand, in place of its token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AuthorizationHeaderAnalyzer : Psd2Analyzer
{
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
        var (client, remedy) = context.ContainingSymbol switch
        {
            IMethodSymbol method when RefitMethods.Is(method) && CarriesToken(method) =>
                (method.ContainingType, "Remove it, or mark the method [Psd2Anonymous]"),
            INamedTypeSymbol { TypeKind: TypeKind.Interface } type when RefitMethods.Of(type).Any(TakesHeaderOfInterface) =>
                (type, "Remove it"),
            _ => (null, ""),
        };
        if (client is not null && clients.IsClientOrLends(client))
        {
            // The header's value may be a secret: no message shows it.
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.AuthorizationSetByHand,
                place.GetLocation(),
                SeverityOf(attribute),
                additionalLocations: null,
                properties: null,
                $"[{ShortName(attribute)}]",
                Display(context.ContainingSymbol),
                remedy));
        }
    }

    private static bool CarriesToken(IMethodSymbol method) => Psd2Types.FindAnonymous(method) is null;

    private static bool TakesHeaderOfInterface(IMethodSymbol method) =>
        CarriesToken(method) && !AuthorizationHeader.IsTakenAwayBy(method);

    private static DiagnosticSeverity SeverityOf(ITypeSymbol attribute) =>
        attribute.Name == AuthorizationHeader.Authorize ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    private static string? ValueOf(IOperation operation) => operation.ConstantValue.Value as string;
}
