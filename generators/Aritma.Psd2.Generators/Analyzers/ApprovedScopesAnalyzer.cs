using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>
/// PSD2013, scopes that <c>Psd2Scopes.txt</c> doesn't approve, and PSD2014, its lines that approve nothing. Without the file there is
/// nothing to do.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ApprovedScopesAnalyzer : Psd2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.UnapprovedScopes, Descriptors.StaleApproval];

    /// <inheritdoc/>
    protected override void Start(CompilationStartAnalysisContext context)
    {
        // A project may name the file that the package's build file names, too.
        if (context.Options.AdditionalFiles.FirstOrDefault(file => ApprovedLine.IsFile(file.Path)) is not { } file
            || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var compilation = context.Compilation;
        var approval = new Lazy<ScopeApproval>(() => new ScopeApproval(compilation, text));
        var unapproved = new Lazy<ILookup<SyntaxTree?, Diagnostic>>(() => approval.Value.Unapproved
            .Select(declaration => Unapproved(declaration, approval.Value.Find(declaration.Name), compilation))
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
            foreach (var line in additional.AdditionalFile == file ? approval.Value.Stale : [])
            {
                var place = Location.Create(file.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
                additional.ReportDiagnostic(Diagnostic.Create(Descriptors.StaleApproval, place, Reason(line, approval.Value)));
            }
        });
    }

    private static Diagnostic Unapproved(ScopeDeclaration declaration, ApprovedLine? approved, Compilation compilation) =>
        Diagnostic.Create(
            Descriptors.UnapprovedScopes,
            PlaceOf(declaration, compilation),
            declaration.Name,
            declaration.ScopeList,
            approved is null ? "nothing" : $"'{string.Join(" ", approved.Scopes)}'");

    private static string Reason(ApprovedLine line, ScopeApproval approval) =>
        !line.IsWellFormed ? "This line names no client or method with its scopes, as 'Contoso.IAccountsApi: banking.ais.read' does"
        : approval.Find(line.Name) is not null ? $"'{line.Name}' is listed a second time"
        : $"'{line.Name}' is no client, and no method that has other scopes than its client";

    /// <summary>The attribute that declares: the method's own, else the client's, else the one that makes the interface a client.</summary>
    private static Location PlaceOf(ScopeDeclaration declaration, Compilation compilation)
    {
        var client = declaration.Client;
        var ofAssembly = new Psd2Clients(compilation).FindOfAssembly(client);
        var ofMethod = declaration.Method is null ? [] : RefitMethods.Of(client, declaration.Method)
            .Where(method => RefitMethods.IsOwn(method, client))
            .Select(method => Psd2Types.FindScopes(method) ?? Psd2Types.FindAnonymous(method));
        var ofClient = ofAssembly?.Scopes is null ? Psd2Types.FindScopes(client) : null;
        return ofMethod.Concat([ofClient, ofAssembly?.Attribute, Psd2Clients.AnnotationOf(client)])
            .Select(attribute => attribute?.ApplicationSyntaxReference)
            .Where(reference => reference is not null && compilation.ContainsSyntaxTree(reference.SyntaxTree))
            .Select(reference => PlaceIn((AttributeSyntax)reference!.GetSyntax()))
            .First();
    }

    private static Location PlaceIn(AttributeSyntax attribute) =>
        (attribute.ArgumentList?.Arguments.Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().FirstOrDefault()
            ?? (SyntaxNode)attribute.Name).GetLocation();
}
