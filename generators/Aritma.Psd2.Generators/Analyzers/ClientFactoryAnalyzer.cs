using System;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>
/// PSD2010: clients that can't be registered, as Refit.HttpClientFactory isn't referenced. An error where this assembly is to register
/// them; a library that only declares them may leave that to others.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ClientFactoryAnalyzer : ClientAnalyzer
{
    private static readonly (string Why, string Remedy) NotReferenced = (
        "the package Refit.HttpClientFactory is not referenced", "Add it (dotnet add package Refit.HttpClientFactory)");

    private static readonly (string Why, string Remedy) ReferencedTwice = (
        "two references define Refit.HttpClientFactoryExtensions", "Remove one of them");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoClientFactory];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        var registrations = RefitTypes.Registrations(context.Compilation);
        if (registrations.Length == 1)
        {
            return;
        }

        var cause = registrations.IsEmpty ? NotReferenced : ReferencedTwice;
        var method = BuildProperties.RegistrationMethod(context.Options.AnalyzerConfigOptionsProvider);
        var registers = method.Length > 0 || IsExecutable(context.Compilation.Options.OutputKind);

        RegisterInterfaceAction(context, (symbol, type) =>
        {
            if (Psd2Clients.IsAnnotatedClient(type)
                && CanBeRegistered(type, symbol.Compilation)
                && clients.FindOfAssembly(type) is null
                && Psd2Clients.AnnotationOf(type)?.ApplicationSyntaxReference?.GetSyntax(symbol.CancellationToken) is { } annotation)
            {
                symbol.ReportDiagnostic(registers
                    ? NotRegistered(type, NameOf(annotation), cause)
                    : NotRegisteredByLibrary(type, NameOf(annotation), cause));
            }
        });

        RegisterAssemblyClientAction(context, clients, (operation, argument, client) =>
        {
            if (client is not null && CanBeRegistered(client.Type, operation.Compilation))
            {
                operation.ReportDiagnostic(NotRegistered(client.Type, NameOf(operation.Operation.Syntax), cause));
            }
        });

        var registrationMethod = method.Length == 0 ? Psd2ClientsGenerator.DefaultRegistrationMethod : method;
        context.RegisterSyntaxNodeAction(
            invocation =>
            {
                if (NameOf((InvocationExpressionSyntax)invocation.Node) is { } name
                    && IsMissing(invocation, name, registrationMethod, clients))
                {
                    invocation.ReportDiagnostic(NotGenerated(name, cause));
                }
            },
            SyntaxKind.InvocationExpression);
    }

    private static bool IsExecutable(OutputKind output) =>
        output is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    private static bool CanBeRegistered(INamedTypeSymbol type, Compilation compilation) =>
        RefitMethods.MayHave(type) && ClientShape.ObstacleOf(type, compilation) == ClientObstacle.None;

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var expression => expression as SimpleNameSyntax,
    };

    /// <summary>Whether a call misses a method that would be generated: that of all clients, or that of one on the builder.</summary>
    private static bool IsMissing(
        SyntaxNodeAnalysisContext context, SimpleNameSyntax name, string registrationMethod, Psd2Clients clients)
    {
        var text = name.Identifier.ValueText;
        return (text == registrationMethod || IsClientMethod())
            && context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken)
                is { Symbol: null, CandidateSymbols.IsEmpty: true };

        bool IsClientMethod() =>
            text.StartsWith("Add", StringComparison.Ordinal)
            && name.Parent is MemberAccessExpressionSyntax { Expression: var receiver }
            && context.SemanticModel.GetTypeInfo(receiver, context.CancellationToken).Type is INamedTypeSymbol type
            && Psd2Types.Is(type, Psd2Types.Builder)
            && clients.All.Any(client => text.EndsWith(ClientMethodNames.ShortName(client.Name), StringComparison.Ordinal));
    }

    private static Diagnostic NotRegistered(INamedTypeSymbol type, Location place, (string Why, string Remedy) cause) =>
        Create(DiagnosticSeverity.Error, place, $"'{Display(type)}' is not registered", cause.Why, cause.Remedy);

    private static Diagnostic NotRegisteredByLibrary(INamedTypeSymbol type, Location place, (string Why, string Remedy) cause) => Create(
        DiagnosticSeverity.Info,
        place,
        $"'{Display(type)}' is not registered by this library",
        cause.Why,
        $"{cause.Remedy}, or let the application register it: [assembly: Psd2Client(typeof({Display(type)}))]");

    private static Diagnostic NotGenerated(SimpleNameSyntax name, (string Why, string Remedy) cause) =>
        Create(DiagnosticSeverity.Error, name.GetLocation(), $"'{name.Identifier.ValueText}' is not generated", cause.Why, cause.Remedy);

    private static Diagnostic Create(DiagnosticSeverity severity, Location place, string what, string why, string remedy) =>
        Diagnostic.Create(
            Descriptors.NoClientFactory, place, severity, additionalLocations: null, properties: null, what, why, remedy);
}
