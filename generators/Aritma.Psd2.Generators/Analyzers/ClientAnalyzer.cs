using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using System;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>A rule of Refit interfaces.</summary>
internal abstract class ClientAnalyzer : Psd2Analyzer
{
    /// <inheritdoc/>
    protected sealed override void Start(CompilationStartAnalysisContext context) => Start(context, new Psd2Clients(context.Compilation));

    protected abstract void Start(CompilationStartAnalysisContext context, Psd2Clients clients);

    /// <summary>Visits the argument of each <c>[assembly: Psd2Client]</c>, with the client that it names, if it names one.</summary>
    protected static void RegisterAssemblyClientAction(
        CompilationStartAnalysisContext context,
        Psd2Clients clients,
        Action<OperationAnalysisContext, IOperation, AssemblyClient?> analyze) =>
        RegisterAttributeAction(context, (operation, attribute) =>
        {
            if (Psd2Types.Is(attribute.Type, Psd2Types.Client) && Argument(attribute, "client") is { Value: var argument })
            {
                analyze(operation, argument, clients.OfAssembly.FirstOrDefault(client => IsAt(client.Attribute, attribute.Syntax)));
            }
        });

    /// <summary>
    /// Visits each client once, with what the assembly says of it and where to report what has no place of its own: at the interface, or,
    /// for one of another assembly, where this one names it.
    /// </summary>
    protected static void RegisterClientAction(
        CompilationStartAnalysisContext context,
        Psd2Clients clients,
        Action<INamedTypeSymbol, AssemblyClient?, Location, Action<Diagnostic>> analyze)
    {
        RegisterInterfaceAction(context, (symbol, type) =>
        {
            var ofAssembly = clients.FindOfAssembly(type);
            if (ofAssembly is not null || Psd2Clients.IsAnnotatedClient(type))
            {
                analyze(type, ofAssembly, type.Locations.FirstOrDefault() ?? Location.None, symbol.ReportDiagnostic);
            }
        });
        RegisterAssemblyClientAction(context, clients, (operation, argument, client) =>
        {
            if (client is { Type: var type }
                && !IsOf(operation.Compilation, type)
                && !ClientShape.IsGeneric(type)
                && clients.FindOfAssembly(type) == client)
            {
                analyze(type, client, argument.Syntax.GetLocation(), operation.ReportDiagnostic);
            }
        });
    }
}
