using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2013, scopes that <c>Psd2Scopes.txt</c> doesn't approve, and PSD2014, its lines that approve nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ApprovedScopesAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.UnapprovedScopes, Descriptors.StaleApproval];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        // A project may name the file that the package's build file names, too.
        if (context.Options.AdditionalFiles.FirstOrDefault(file => ApprovedLine.IsFile(file.Path)) is not { } file
            || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var compilation = context.Compilation;
        var scopes = new Lazy<ApprovedScopes>(() => new ApprovedScopes(compilation, text));
        var unapproved = new Lazy<ILookup<SyntaxTree?, Diagnostic>>(() => scopes.Value.Unapproved
            .Select(declaration => Unapproved(declaration, scopes.Value.Find(declaration.Name), clients, compilation))
            .ToLookup(report => report.Location.SourceTree));

        // File by file, so that an editor shows them while one is edited.
        context.RegisterSemanticModelAction(model =>
        {
            foreach (var report in unapproved.Value[model.SemanticModel.SyntaxTree])
            {
                model.ReportDiagnostic(report);
            }
        });
        context.RegisterAdditionalFileAction(additional =>
        {
            foreach (var line in additional.AdditionalFile == file ? scopes.Value.Stale : [])
            {
                var place = Location.Create(file.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
                additional.ReportDiagnostic(Diagnostic.Create(Descriptors.StaleApproval, place, Reason(line, scopes.Value)));
            }
        });
    }

    private static Diagnostic Unapproved(
        ScopeDeclaration declaration, ApprovedLine? line, Psd2Clients clients, Compilation compilation)
    {
        var approved = line is null ? "nothing" : $"'{string.Join(" ", line.Scopes)}'";
        var place = PlaceOf(declaration.Client, declaration.Declared.Name, clients.FindOfAssembly(declaration.Client), compilation);
        return Diagnostic.Create(Descriptors.UnapprovedScopes, place, declaration.Name, declaration.Scopes, approved);
    }

    private static string Reason(ApprovedLine line, ApprovedScopes scopes) =>
        !line.IsWellFormed ? "This line names no client or method with its scopes, as 'Contoso.IAccountsApi: banking.ais.read' does"
        : scopes.Find(line.Name) is not null ? $"'{line.Name}' is listed a second time"
        : $"'{line.Name}' is no client, and no method that has other scopes than its client";

    private static Location PlaceOf(INamedTypeSymbol client, string name, AssemblyClient? ofAssembly, Compilation compilation) =>
        Declaring(client, name, ofAssembly)
            .Select(attribute => attribute?.ApplicationSyntaxReference)
            .Where(reference => reference is not null && compilation.ContainsSyntaxTree(reference.SyntaxTree))
            .Select(reference => PlaceIn((AttributeSyntax)reference!.GetSyntax()))
            .First();

    /// <summary>Best first: the method's own attribute, the client's, the one that makes the interface a client.</summary>
    private static IEnumerable<AttributeData?> Declaring(INamedTypeSymbol client, string name, AssemblyClient? ofAssembly) =>
    [
        .. RefitMethods.Of(client)
            .Where(method => RefitMethods.IsOwn(method, client) && RefitMethods.NameOf(method) == name)
            .Select(method => Psd2Types.FindScopes(method) ?? Psd2Types.FindAnonymous(method)),
        ofAssembly?.Scopes is null ? Psd2Types.FindScopes(client) : null,
        ofAssembly?.Attribute,
        Psd2Clients.AnnotationOf(client),
    ];

    private static Location PlaceIn(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.Expression is TypeOfExpressionSyntax) is { } named
            ? named.Expression.GetLocation()
            : NameOf(attribute);
}
