using System;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

/// <summary>Emits the registration of a compilation's PSD2 clients, and the inventory of their scopes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class Psd2ClientsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        // The interfaces, cut down to strings in the transform: an edit that changes none of them stops here.
        var annotated = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Psd2Types.Scopes,
                static (node, _) => node is InterfaceDeclarationSyntax or MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax },
                ClientTransform.Annotated)
            .WithTrackingName(TrackingNames.TransformAnnotated)
            .Where(static client => client is not null)
            .Select(static (client, _) => client!)
            .WithTrackingName(TrackingNames.AnnotatedClients);

        var named = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Psd2Types.Client,
                static (node, _) => node is CompilationUnitSyntax,
                ClientTransform.Named)
            .WithTrackingName(TrackingNames.TransformNamed)
            .SelectMany(static (clients, _) => clients)
            .WithTrackingName(TrackingNames.NamedClients);

        var clients = annotated.Collect()
            .Combine(named.Collect())
            .Select(static (clients, _) => ClientNames.Assign(OneOfEach(clients.Left, clients.Right)))
            .WithTrackingName(TrackingNames.Clients);

        var assemblyName = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);

        var registration = context.AnalyzerConfigOptionsProvider
            .Combine(assemblyName)
            .Select(static (parts, _) => new RegistrationClass(parts.Right, BuildProperties.RegistrationMethod(parts.Left)))
            .WithTrackingName(TrackingNames.Registration);

        var names = clients
            .Select(static (clients, _) => new EquatableArray<string>(clients.Select(client => client.Name)))
            .WithTrackingName(TrackingNames.ClientNames);

        context.RegisterSourceOutput(names.Combine(registration), static (output, parts) =>
        {
            if (parts is { Left: { Count: > 0 } names, Right: { IsValid: true } registration })
            {
                output.AddSource("Psd2Clients.g.cs", RegistrationSource.Render(registration, names));
            }
        });
        context.RegisterSourceOutput(clients.SelectMany(static (clients, _) => clients).Combine(registration), static (output, parts) =>
        {
            if (parts is { Left: var client, Right: { IsValid: true } registration })
            {
                output.AddSource($"Psd2Clients.{client.Name}.g.cs", ClientSource.Render(registration, client));
            }
        });
    }

    /// <summary>
    /// Each interface once: as the assembly names it first, else as it is annotated. In ordinal order, so that the output doesn't depend
    /// on the order of files.
    /// </summary>
    private static IOrderedEnumerable<ClientModel> OneOfEach(ImmutableArray<ClientModel> annotated, ImmutableArray<ClientModel> named) =>
        named.Concat(annotated)
            .GroupBy(client => client.Type, StringComparer.Ordinal)
            .Select(declarations => declarations.First())
            .OrderBy(client => client.Type, StringComparer.Ordinal);

    /// <summary>The names under which a generator run records its steps.</summary>
    internal static class TrackingNames
    {
        public const string TransformAnnotated = nameof(TransformAnnotated);
        public const string AnnotatedClients = nameof(AnnotatedClients);
        public const string TransformNamed = nameof(TransformNamed);
        public const string NamedClients = nameof(NamedClients);
        public const string Clients = nameof(Clients);
        public const string ClientNames = nameof(ClientNames);
        public const string AssemblyName = nameof(AssemblyName);
        public const string Registration = nameof(Registration);
    }
}
