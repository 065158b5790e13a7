using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>
/// PSD2010: the registration method is called where it isn't generated, as the assembly has no client. The compiler knows no more than
/// that there is no such method.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RegistrationCallAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoClients];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        var method = BuildProperties.RegistrationMethod(context.Options.AnalyzerConfigOptionsProvider);
        var registrationMethod = method.Length == 0 ? RegistrationClass.DefaultMethod : method;
        context.RegisterSyntaxNodeAction(
            invocation =>
            {
                if (NameOf((InvocationExpressionSyntax)invocation.Node) is { } name
                    && name.Identifier.ValueText == registrationMethod
                    && invocation.SemanticModel.GetSymbolInfo(invocation.Node, invocation.CancellationToken)
                        is { Symbol: null, CandidateSymbols.IsEmpty: true, CandidateReason: not CandidateReason.LateBound }
                    && clients.All.IsEmpty)
                {
                    invocation.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.NoClients, name.GetLocation(), registrationMethod, Remedy(invocation.Compilation)));
                }
            },
            SyntaxKind.InvocationExpression);
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var expression => expression as SimpleNameSyntax,
    };

    private static string Remedy(Compilation compilation)
    {
        var all = ReferencedClients(compilation).ToArray();
        var referenced = all.Where(client => client.ContainingAssembly.Name != Psd2Types.ReadyClient).ToArray();
        if (referenced.Length == 0)
        {
            var ready = all.Length == 0 ? "" : $". The clients of {Psd2Types.ReadyClient} are registered by AddAritmaPsd2";
            return $"Annotate a Refit interface with [Psd2Scopes]{ready}";
        }

        var assemblies = string.Join(", ", referenced.Select(client => client.ContainingAssembly.Name));
        var there = $"call the method that Psd2RegistrationMethod names in {assemblies}";
        return referenced.FirstOrDefault(client => compilation.IsSymbolAccessibleWithin(client, compilation.Assembly)) is { } accessible
            ? $"Register those of {assemblies} here, with [assembly: Psd2Client(typeof({accessible.ToDisplayString()}))], or {there}"
            : $"To register those of {assemblies}, {there}";
    }

    /// <summary>A client of each referenced assembly that has some: an accessible one, if there is one.</summary>
    private static IEnumerable<INamedTypeSymbol> ReferencedClients(Compilation compilation) =>
        Psd2Types.ReferencesThatKnow(compilation)
            .OrderBy(assembly => assembly.Name, System.StringComparer.Ordinal)
            .Select(assembly => Psd2Clients.AnnotatedIn(assembly)
                .OrderByDescending(client => compilation.IsSymbolAccessibleWithin(client, compilation.Assembly))
                .FirstOrDefault())
            .OfType<INamedTypeSymbol>();
}
