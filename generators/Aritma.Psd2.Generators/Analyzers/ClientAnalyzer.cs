using System;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>A rule of Refit interfaces. It costs nothing where Aritma.Psd2 or Refit isn't referenced.</summary>
internal abstract class ClientAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Psd2Types.AreIn(start.Compilation) && RefitTypes.AreIn(start.Compilation))
            {
                Start(start, new Psd2Clients(start.Compilation));
            }
        });
    }

    protected abstract void Start(CompilationStartAnalysisContext context, Psd2Clients clients);

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
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IAttributeOperation { Operation: IObjectCreationOperation attribute }
                    && Psd2Types.Is(attribute.Type as INamedTypeSymbol, "Psd2ClientAttribute"))
                {
                    var argument = attribute.Arguments.First(argument => argument.Parameter?.Ordinal == 0).Value;
                    analyze(operation, argument, clients.OfAssembly.FirstOrDefault(client => IsAt(client.Attribute, attribute.Syntax)));
                }
            },
            OperationKind.Attribute);

    protected static bool IsOf(Compilation compilation, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    protected static Location NameOf(SyntaxNode attribute) =>
        (attribute is AttributeSyntax { Name: var name } ? name : attribute).GetLocation();

    protected static bool IsAt(AttributeData attribute, SyntaxNode syntax) =>
        attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == syntax.SyntaxTree && reference.Span == syntax.Span;

    protected static string Display(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
