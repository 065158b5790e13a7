using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2015: an application has clients, and nothing in it registers them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MissingRegistrationAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.ClientsNotRegistered];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        var (compilation, options) = (context.Compilation, context.Options.AnalyzerConfigOptionsProvider);
        var registration = new RegistrationClass(compilation.AssemblyName ?? "", BuildProperties.RegistrationMethod(options));

        // A public method is for callers that can't be seen from here.
        if (registration.IsPublic || BuildProperties.IsTest(options) || !IsApplication(compilation.Options.OutputKind))
        {
            return;
        }

        var isRegistered = false;
        var methods = new Lazy<HashSet<string>>(() => new(
            compilation.GetTypesByMetadataName($"Microsoft.Extensions.DependencyInjection.{registration.Name}")
                .SelectMany(type => type.GetMembers())
                .Select(method => method.Name),
            StringComparer.Ordinal));
        context.RegisterSyntaxNodeAction(
            node => Note(((IdentifierNameSyntax)node.Node).Identifier.ValueText is var name
                && methods.Value.Contains(name)
                && node.ContainingSymbol?.ContainingType?.Name != registration.Name),
            SyntaxKind.IdentifierName);
        context.RegisterSyntaxNodeAction(
            node => Note(!Volatile.Read(ref isRegistered)
                && !clients.All.IsEmpty
                && node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken).Symbol is IMethodSymbol method
                && MayRegister(method, clients, compilation)),
            SyntaxKind.InvocationExpression);
        context.RegisterCompilationEndAction(end =>
        {
            if (!isRegistered && clients.First is { } first)
            {
                var others = clients.All.Length - 1;
                end.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.ClientsNotRegistered,
                    PlaceOf(first, clients, compilation),
                    others == 0 ? $"'{Display(first)}'" : $"'{Display(first)}' and {others} other PSD2 clients",
                    registration.Method));
            }
        });

        void Note(bool registers)
        {
            if (registers)
            {
                Volatile.Write(ref isRegistered, true);
            }
        }
    }

    private static bool IsApplication(OutputKind kind) =>
        kind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    // By hand, or in an assembly that knows of PSD2 clients and is handed the services.
    private static bool MayRegister(IMethodSymbol method, Psd2Clients clients, Compilation compilation)
    {
        var whole = method.ReducedFrom ?? method;
        return (whole.Parameters.Any(parameter => IsServices(parameter.Type)) || IsServices(method.ContainingType))
            && (method.TypeArguments.Any(type => clients.All.Contains(type, SymbolEqualityComparer.Default))
                || (!IsOf(compilation, whole) && KnowsClients(whole.ContainingModule)));
    }

    private static bool IsServices(ITypeSymbol? type) =>
        type?.ToDisplayString() == "Microsoft.Extensions.DependencyInjection.IServiceCollection";

    private static bool KnowsClients(IModuleSymbol module) =>
        Psd2Types.AreKnownTo(module) && module.ContainingAssembly.Name != Psd2Types.ReadyClient;

    // An interface of another assembly is named here.
    private static Location PlaceOf(INamedTypeSymbol client, Psd2Clients clients, Compilation compilation) => IsOf(compilation, client)
        ? client.Locations[0]
        : clients.FindOfAssembly(client)?.Attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None;
}
