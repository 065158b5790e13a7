using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>Checks the scopes that are written in attributes: PSD2001 to PSD2006.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScopeValuesAnalyzer : DiagnosticAnalyzer
{
    private const string Remedy = "Name at least one, such as Psd2Scope.AisRead";

    // IAccountsApi, IAccountsApi.GetAsync
    private static readonly SymbolDisplayFormat NameFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NoScope,
        Descriptors.NotAScopeToken,
        Descriptors.UnknownScope,
        Descriptors.DuplicateScope,
        Descriptors.MissingCompanion,
        Descriptors.ScopeNotAllowed,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypesByMetadataName(Psd2Types.Scopes).IsEmpty)
            {
                return;
            }

            var (compilation, options) = (start.Compilation, start.Options);
            var catalog = new Lazy<ScopeCatalog>(() => ScopeCatalog.Read(compilation, AllowedScopes.Read(options)));
            start.RegisterOperationAction(attribute => Analyze(attribute, catalog), OperationKind.Attribute);
        });
    }

    private static void Analyze(OperationAnalysisContext context, Lazy<ScopeCatalog> catalog)
    {
        var attribute = (IAttributeOperation)context.Operation;
        if (attribute.Operation is not IObjectCreationOperation { Type: INamedTypeSymbol type } creation)
        {
            return;
        }

        if (Psd2Types.Is(type, "Psd2ScopesAttribute"))
        {
            AnalyzeScopes(context, attribute, creation, catalog);
        }
        else if (Psd2Types.Is(type, "Psd2ClientAttribute"))
        {
            AnalyzeClient(context, creation, catalog);
        }
        else if (Psd2Types.Is(type, "Psd2KnownScopeAttribute"))
        {
            AnalyzeKnownScope(context, creation);
        }
    }

    private static void AnalyzeScopes(
        OperationAnalysisContext context, IAttributeOperation attribute, IObjectCreationOperation creation, Lazy<ScopeCatalog> catalog)
    {
        if (Argument(creation, "scopes") is not { } argument || WrittenScopes.Read(argument) is not { } scopes)
        {
            return;
        }

        var declaredBy = context.ContainingSymbol.ToDisplayString(NameFormat);
        if (scopes.Count == 0)
        {
            var place = argument.ArgumentKind == ArgumentKind.Explicit ? argument.Value.Syntax : attribute.Syntax;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoScope, place.GetLocation(), declaredBy, Remedy));
        }

        AnalyzeValues(context, scopes, declaredBy, catalog);
    }

    private static void AnalyzeClient(OperationAnalysisContext context, IObjectCreationOperation creation, Lazy<ScopeCatalog> catalog)
    {
        if (Argument(creation, "client")?.Value is not ITypeOfOperation { TypeOperand: INamedTypeSymbol client } typeOf
            || Argument(creation, "scopes") is not { } argument
            || WrittenScopes.Read(argument) is not { } scopes)
        {
            return;
        }

        var declaredBy = client.ToDisplayString(NameFormat);
        if (scopes.Count == 0
            && ClientShape.ObstacleOf(client, context.Compilation) == ClientObstacle.None
            && RefitMethods.Of(client).Any()
            && !IsAnnotated(client))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoScope, typeOf.Syntax.GetLocation(), declaredBy, $"{Remedy}, after the type"));
        }

        AnalyzeValues(context, scopes, declaredBy, catalog);
    }

    private static void AnalyzeKnownScope(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (Argument(creation, "scope") is { } argument && WrittenScopes.Read(argument.Value) is { } scope)
        {
            Check(scope);
        }

        var settings = creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [];
        foreach (var setting in settings)
        {
            if (WrittenScopes.Read(setting.Value) is { Value: not null } required)
            {
                Check(required);
            }
        }

        void Check(WrittenScope written)
        {
            if (!ScopeToken.Is(written.Value))
            {
                ReportNoToken(context, written, "Psd2KnownScope");
            }
        }
    }

    private static void AnalyzeValues(
        OperationAnalysisContext context, IReadOnlyList<WrittenScope> scopes, string declaredBy, Lazy<ScopeCatalog> catalog)
    {
        var sound = new List<WrittenScope>();
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in scopes)
        {
            if (written.Value is not { } scope || !ScopeToken.Is(scope))
            {
                ReportNoToken(context, written, declaredBy);
            }
            else if (!catalog.Value.IsKnown(scope))
            {
                ReportUnknown(context, written.Expression, scope, declaredBy, catalog.Value);
            }
            else if (!catalog.Value.IsAllowed(scope))
            {
                Report(context, Descriptors.ScopeNotAllowed, written, declaredBy, string.Join(" ", catalog.Value.Allowed));
            }
            else
            {
                sound.Add(written);
                if (!declared.Add(scope))
                {
                    Report(context, Descriptors.DuplicateScope, written, declaredBy);
                }
            }
        }

        // A wrong value may be the companion, mistyped.
        if (sound.Count == scopes.Count)
        {
            ReportMissingCompanions(context, sound, declared, declaredBy, catalog.Value);
        }
    }

    private static void ReportNoToken(OperationAnalysisContext context, WrittenScope written, string declaredBy) =>
        Report(context, Descriptors.NotAScopeToken, written, declaredBy, ScopeToken.Remedy(written.Value));

    private static void ReportUnknown(
        OperationAnalysisContext context, SyntaxNode expression, string scope, string declaredBy, ScopeCatalog catalog)
    {
        var nearest = catalog.Nearest(scope);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Scope, scope);
        if (nearest is not null)
        {
            properties = properties.Add(DiagnosticProperties.Nearest, nearest);
        }

        var declaration = catalog.IsClosed ? "add it to the property Psd2AllowedScopes" : $"declare it with [assembly: Psd2KnownScope(\"{scope}\")]";
        var remedy = nearest is null ? $"Correct it, or {declaration}" : $"Did you mean '{nearest}'? If not, {declaration}";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.UnknownScope, expression.GetLocation(), properties, ScopeToken.Quoted(scope), declaredBy, remedy));
    }

    private static void ReportMissingCompanions(
        OperationAnalysisContext context, List<WrittenScope> scopes, HashSet<string> declared, string declaredBy, ScopeCatalog catalog)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in scopes.Where(written => seen.Add(written.Value!)))
        {
            foreach (var companion in catalog.CompanionsOf(written.Value!).Where(companion => !declared.Contains(companion.Scope)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.MissingCompanion,
                    written.Expression.GetLocation(),
                    companion.Severity,
                    additionalLocations: null,
                    PropertiesOf(written).Add(DiagnosticProperties.Required, companion.Scope),
                    ScopeToken.Quoted(written.Value),
                    declaredBy,
                    companion.Scope));
            }
        }
    }

    private static void Report(
        OperationAnalysisContext context, DiagnosticDescriptor rule, WrittenScope written, string declaredBy, string? detail = null) =>
        context.ReportDiagnostic(Diagnostic.Create(
            rule, written.Expression.GetLocation(), PropertiesOf(written), ScopeToken.Quoted(written.Value), declaredBy, detail));

    private static ImmutableDictionary<string, string?> PropertiesOf(WrittenScope written) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Scope, written.Value);

    private static IArgumentOperation? Argument(IObjectCreationOperation creation, string parameter) =>
        creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter);

    // By the attributes alone, whatever their scopes: those are reported where they stand.
    private static bool IsAnnotated(INamedTypeSymbol client) =>
        Psd2Types.FindScopes(client) is not null
        || RefitMethods.Of(client).Any(method =>
            (Psd2Types.FindScopes(method) ?? Psd2Types.FindAnonymous(method) ?? Psd2Types.FindScopes(method.ContainingType)) is not null);
}
