using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>Finds the scopes that are written in attributes, and has them checked: PSD2001 to PSD2006.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ScopeValuesAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NoScope,
        Descriptors.NotAScopeToken,
        Descriptors.UnknownScope,
        Descriptors.DuplicateScope,
        Descriptors.MissingCompanion,
        Descriptors.ScopeNotAllowed,
    ];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        var (compilation, options) = (context.Compilation, context.Options.AnalyzerConfigOptionsProvider);
        var catalog = new Lazy<ScopeCatalog>(() => ScopeCatalog.Read(compilation, BuildProperties.AllowedScopes(options)));
        RegisterAttributeAction(context, (operation, attribute) => Analyze(operation, attribute, catalog));
        RegisterInterfaceAction(context, (symbol, type) =>
        {
            if (!type.AllInterfaces.IsEmpty && Psd2Clients.IsAnnotatedClient(type))
            {
                ReportForeign(type, null, type.Locations[0], catalog.Value, symbol.Compilation, symbol.ReportDiagnostic);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, IObjectCreationOperation attribute, Lazy<ScopeCatalog> catalog)
    {
        if (Psd2Types.Is(attribute.Type, Psd2Types.Scopes))
        {
            AnalyzeScopes(context, attribute, catalog);
        }
        else if (Psd2Types.Is(attribute.Type, Psd2Types.Client))
        {
            AnalyzeClient(context, attribute, catalog);
        }
        else if (Psd2Types.Is(attribute.Type, Psd2Types.KnownScope))
        {
            AnalyzeKnownScope(context, attribute, catalog);
        }
    }

    private static void AnalyzeScopes(OperationAnalysisContext context, IObjectCreationOperation attribute, Lazy<ScopeCatalog> catalog)
    {
        if (Argument(attribute, "scopes") is not { } argument || WrittenScopes.Read(argument) is not { } scopes)
        {
            return;
        }

        var declaredBy = Display(context.ContainingSymbol);
        if (scopes.IsEmpty && !argument.Value.Syntax.ContainsDiagnostics)
        {
            // Without arguments, the array that they imply stands where the attribute does.
            Report(context, argument.Value, declaredBy, "Name at least one, such as Psd2Scope.AisRead");
        }

        new ScopeCheck(context, declaredBy, catalog).Check(scopes);
    }

    private static void AnalyzeClient(OperationAnalysisContext context, IObjectCreationOperation attribute, Lazy<ScopeCatalog> catalog)
    {
        if (Argument(attribute, "client")?.Value is not ITypeOfOperation { TypeOperand: INamedTypeSymbol client } typeOf
            || Argument(attribute, "scopes") is not { } argument
            || WrittenScopes.Read(argument) is not { } scopes)
        {
            return;
        }

        var declaredBy = Display(client);
        if (scopes.IsEmpty && NeedsScopes(client, context.Compilation))
        {
            Report(
                context,
                typeOf,
                declaredBy,
                "Name at least one after the type, such as Psd2Scope.AisRead, or annotate the interface with [Psd2Scopes]");
        }

        new ScopeCheck(context, declaredBy, catalog).Check(scopes);
        var replaced = scopes.IsEmpty ? null : client;
        ReportForeign(client, replaced, typeOf.Syntax.GetLocation(), catalog.Value, context.Compilation, context.ReportDiagnostic);
    }

    /// <summary>
    /// Reports the scopes outside of a closed list that other assemblies declare for a client's methods; but for those of the interface
    /// whose place this assembly's take.
    /// </summary>
    private static void ReportForeign(
        INamedTypeSymbol client,
        INamedTypeSymbol? replaced,
        Location place,
        ScopeCatalog catalog,
        Compilation compilation,
        Action<Diagnostic> report)
    {
        if (!catalog.IsClosed)
        {
            return;
        }

        var foreign = RefitMethods.Of(client)
            .Where(method => !IsOf(compilation, method))
            .SelectMany(method => DeclaredScopes.On(method)
                ?? (SymbolEqualityComparer.Default.Equals(method.ContainingType, replaced)
                    ? null
                    : DeclaredScopes.On(method.ContainingType))
                ?? (IEnumerable<string?>)[])
            .Distinct(StringComparer.Ordinal);
        foreach (var scope in foreign.OfType<string>().Where(scope => !catalog.IsAllowed(scope)))
        {
            report(Diagnostic.Create(Descriptors.ScopeNotAllowed, place, scope, Display(client), string.Join(" ", catalog.Allowed)));
        }
    }

    private static void AnalyzeKnownScope(OperationAnalysisContext context, IObjectCreationOperation attribute, Lazy<ScopeCatalog> catalog)
    {
        var check = new ScopeCheck(context, "Psd2KnownScope", catalog);
        if (Argument(attribute, "scope") is { } argument && WrittenScope.Read(argument.Value) is { } scope)
        {
            check.CheckToken(scope);
        }
    }

    // What can't be a client, and methods that have no scopes beside others that do, are reported by other rules.
    private static bool NeedsScopes(INamedTypeSymbol client, Compilation compilation) =>
        ClientShape.CanBeClient(client, compilation) && RefitMethods.Of(client).Any() && !IsAnnotated(client);

    // By the attributes alone, whatever their scopes: those are checked where they stand.
    private static bool IsAnnotated(INamedTypeSymbol client) =>
        Psd2Types.FindScopes(client) is not null
        || RefitMethods.Of(client).Any(method =>
            (Psd2Types.FindScopes(method) ?? Psd2Types.FindAnonymous(method) ?? Psd2Types.FindScopes(method.ContainingType)) is not null);

    private static void Report(OperationAnalysisContext context, IOperation place, string declaredBy, string remedy) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoScope, place.Syntax.GetLocation(), declaredBy, remedy));
}
