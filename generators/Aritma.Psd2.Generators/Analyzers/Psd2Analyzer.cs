using System;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>A rule of what Aritma.Psd2's attributes say. It costs nothing where Aritma.Psd2 isn't referenced.</summary>
internal abstract class Psd2Analyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // What a generator of contracts writes asks for tokens like any other code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (Psd2Types.AreIn(start.Compilation))
            {
                Start(start, new Psd2Clients(start.Compilation));
            }
        });
    }

    protected abstract void Start(CompilationStartAnalysisContext context, Psd2Clients clients);

    /// <summary>Visits each attribute, whatever it stands on, that the compiler makes something of.</summary>
    protected static void RegisterAttributeAction(
        CompilationStartAnalysisContext context, Action<OperationAnalysisContext, IObjectCreationOperation> analyze) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IAttributeOperation { Operation: IObjectCreationOperation attribute }
                    && !IsSecondVisit(operation))
                {
                    analyze(operation, attribute);
                }
            },
            OperationKind.Attribute);

    // The compiler shows an assembly's attributes, in a file with top-level statements, as those of the class Program once more.
    private static bool IsSecondVisit(OperationAnalysisContext context) =>
        context.ContainingSymbol is INamedTypeSymbol && context.Operation.Syntax.Parent?.Parent is CompilationUnitSyntax;

    /// <summary>Visits each interface of the compilation.</summary>
    protected static void RegisterInterfaceAction(
        CompilationStartAnalysisContext context, Action<SymbolAnalysisContext, INamedTypeSymbol> analyze) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbol.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
                {
                    analyze(symbol, type);
                }
            },
            SymbolKind.NamedType);

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

    /// <summary>Whether a client inherits a method from another of this compilation, where what is wrong with it is reported.</summary>
    protected static bool IsReportedAtBase(IMethodSymbol method, INamedTypeSymbol client, Compilation compilation) =>
        !RefitMethods.IsOwn(method, client) && IsOf(compilation, method) && Psd2Clients.IsAnnotatedClient(method.ContainingType);

    protected static IArgumentOperation? Argument(IObjectCreationOperation attribute, string parameter) =>
        attribute.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter);

    protected static bool IsOf(Compilation compilation, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    protected static Location NameOf(SyntaxNode attribute) =>
        (attribute is AttributeSyntax { Name: var name } ? name : attribute).GetLocation();

    protected static string ShortName(ITypeSymbol attribute) => attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length);

    protected static bool IsAt(AttributeData attribute, SyntaxNode syntax) =>
        attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == syntax.SyntaxTree && reference.Span == syntax.Span;

    protected static string Display(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
