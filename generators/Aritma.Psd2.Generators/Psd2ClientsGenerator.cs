using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

/// <summary>Emits the registration of the interfaces with <c>[Psd2Scopes]</c> of a compilation.</summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class Psd2ClientsGenerator : IIncrementalGenerator
{
    private const string DefaultRegistrationMethod = "AddPsd2Clients";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The interfaces, cut down to strings in the transform: an edit that changes none of them stops here.
        var clients = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Aritma.Psd2.Psd2ScopesAttribute",
                static (node, _) => node is InterfaceDeclarationSyntax,
                TransformClient)
            .WithTrackingName(TrackingNames.Transform)
            .Where(static client => client is not null)
            .Select(static (client, _) => client!)
            .WithTrackingName(TrackingNames.Clients);

        var refit = context.CompilationProvider
            .Select(TransformRefit)
            .WithTrackingName(TrackingNames.Refit);

        var assemblyName = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);

        var method = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) =>
                options.GlobalOptions.TryGetValue("build_property.Psd2RegistrationMethod", out var name) ? name : "")
            .WithTrackingName(TrackingNames.RegistrationMethod);

        // In ordinal order, so that the output doesn't depend on the order of files.
        var registration = clients.Collect()
            .Combine(refit)
            .Combine(assemblyName)
            .Combine(method)
            .Select(static (parts, _) => new RegistrationModel(
                Sorted(parts.Left.Left.Left), parts.Left.Left.Right, parts.Left.Right, parts.Right))
            .WithTrackingName(TrackingNames.Registration);

        context.RegisterSourceOutput(registration, static (output, model) =>
        {
            if (model.Clients.Count > 0 && model.Refit.CanRegister && IsValid(model.Method))
            {
                output.AddSource("Psd2Clients.g.cs", Render(model));
            }
        });
    }

    // A method name that isn't one is reported by the build file of the package.
    private static bool IsValid(string method) => method.Length == 0 || SyntaxFacts.IsValidIdentifier(method);

    // A partial interface comes once for each part that has the attribute.
    private static EquatableArray<ClientModel> Sorted(ImmutableArray<ClientModel> clients) => new(
        clients.GroupBy(client => client.Type, StringComparer.Ordinal)
            .Select(parts => parts.First())
            .OrderBy(client => client.Type, StringComparer.Ordinal));

    /// <summary>The names under which a generator run records its steps.</summary>
    internal static class TrackingNames
    {
        public const string Transform = nameof(Transform);
        public const string Clients = nameof(Clients);
        public const string Refit = nameof(Refit);
        public const string AssemblyName = nameof(AssemblyName);
        public const string RegistrationMethod = nameof(RegistrationMethod);
        public const string Registration = nameof(Registration);
    }
}
