using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using System;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

/// <summary>Emits the registration of a compilation's PSD2 clients, and the inventory of their scopes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class Psd2ClientsGenerator : IIncrementalGenerator
{
    internal const string DefaultRegistrationMethod = "AddPsd2Clients";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The interfaces, cut down to strings in the transform: an edit that changes none of them stops here.
        var annotated = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Psd2Types.Scopes,
                static (node, _) => node is InterfaceDeclarationSyntax or MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax },
                TransformAnnotated)
            .WithTrackingName(TrackingNames.TransformAnnotated)
            .Where(static client => client is not null)
            .Select(static (client, _) => client!)
            .WithTrackingName(TrackingNames.AnnotatedClients);

        var named = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Psd2Types.Client,
                static (node, _) => node is CompilationUnitSyntax,
                TransformNamed)
            .WithTrackingName(TrackingNames.TransformNamed)
            .SelectMany(static (clients, _) => clients)
            .WithTrackingName(TrackingNames.NamedClients);

        var clients = annotated.Collect()
            .Combine(named.Collect())
            .Select(static (clients, _) => OneOfEach(clients.Left, clients.Right))
            .WithTrackingName(TrackingNames.Clients);

        var assemblyName = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);

        var method = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => BuildProperties.RegistrationMethod(options))
            .WithTrackingName(TrackingNames.RegistrationMethod);

        var registration = clients
            .Combine(assemblyName)
            .Combine(method)
            .Select(static (parts, _) => new RegistrationModel(parts.Left.Left, parts.Left.Right, parts.Right))
            .WithTrackingName(TrackingNames.Registration);

        context.RegisterSourceOutput(registration, static (output, model) =>
        {
            if (model.Clients.Count > 0 && IsValid(model.Method))
            {
                var names = ClientNames.Assign(model.Clients);
                output.AddSource("Psd2Clients.g.cs", Render(model, names));
                output.AddSource("Psd2ScopeInventory.g.cs", RenderInventory(model, names));
            }
        });
    }

    // A method name that isn't one is reported by the build file of the package.
    private static bool IsValid(string method) => method.Length == 0 || SyntaxFacts.IsValidIdentifier(method);

    /// <summary>
    /// Each interface once: as the assembly names it first, else as it is annotated. In ordinal order, so that the output doesn't depend
    /// on the order of files.
    /// </summary>
    private static EquatableArray<ClientModel> OneOfEach(ImmutableArray<ClientModel> annotated, ImmutableArray<ClientModel> named) => new(
        named.Concat(annotated)
            .GroupBy(client => client.Type, StringComparer.Ordinal)
            .Select(declarations => declarations.First())
            .OrderBy(client => client.Type, StringComparer.Ordinal));

    /// <summary>The names under which a generator run records its steps.</summary>
    internal static class TrackingNames
    {
        public const string TransformAnnotated = nameof(TransformAnnotated);
        public const string AnnotatedClients = nameof(AnnotatedClients);
        public const string TransformNamed = nameof(TransformNamed);
        public const string NamedClients = nameof(NamedClients);
        public const string Clients = nameof(Clients);
        public const string AssemblyName = nameof(AssemblyName);
        public const string RegistrationMethod = nameof(RegistrationMethod);
        public const string Registration = nameof(Registration);
    }
}
