using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
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
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // What a generator of contracts writes asks for tokens like any other code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (Psd2Types.AreIn(start.Compilation))
            {
                Start(start);
            }
        });
    }

    protected abstract void Start(CompilationStartAnalysisContext context);

    /// <summary>Visits each attribute, whatever it stands on, that the compiler makes something of.</summary>
    protected static void RegisterAttributeAction(
        CompilationStartAnalysisContext context, Action<OperationAnalysisContext, IObjectCreationOperation> analyze) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IAttributeOperation { Operation: IObjectCreationOperation attribute }
                    && !IsVisitedTwice(operation))
                {
                    analyze(operation, attribute);
                }
            },
            OperationKind.Attribute);

    // The compiler shows an assembly's attributes, in a file with top-level statements, as those of the class Program once more.
    private static bool IsVisitedTwice(OperationAnalysisContext context) =>
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
