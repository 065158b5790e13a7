using System.Linq;
using System.Threading;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>Cuts clients down to what the output says of them.</summary>
internal static class ClientTransform
{
    /// <summary>
    /// An interface that has the attribute, or whose method has it. Each such interface comes once for each part that has it.
    /// </summary>
    public static ClientModel? Annotated(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = context.TargetSymbol switch
        {
            INamedTypeSymbol annotated => annotated,
            IMethodSymbol method when MakesClient(method, context.SemanticModel.Compilation) => method.ContainingType,
            _ => null,
        };
        cancellationToken.ThrowIfCancellationRequested();
        return type is null ? null : Client(type, assemblyScopes: null, context.SemanticModel.Compilation);
    }

    /// <summary>The interfaces that the attributes of a file name.</summary>
    public static EquatableArray<ClientModel> Named(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(context.Attributes.Select(attribute => Named(attribute, context.SemanticModel)).OfType<ClientModel>());
    }

    private static ClientModel? Named(AttributeData attribute, SemanticModel model)
    {
        if (AssemblyClient.Read(attribute) is { } client)
        {
            return Client(client.Type, client.Scopes, model.Compilation);
        }

        return TypeBeingNamed(attribute, model) is { } type ? Client(type, assemblyScopes: null, model.Compilation) : null;
    }

    // While a scope doesn't compile, the attribute has no values at all.
    private static INamedTypeSymbol? TypeBeingNamed(AttributeData attribute, SemanticModel model) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
            .Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().FirstOrDefault() is { } named
            ? model.GetTypeInfo(named.Type).Type as INamedTypeSymbol
            : null;

    // The first of its interface stands for all; where the interface itself has the attribute, that does.
    private static bool MakesClient(IMethodSymbol method, Compilation compilation) =>
        Psd2Types.FindScopes(method.ContainingType) is null
        && SymbolEqualityComparer.Default.Equals(method, FirstAnnotated(method.ContainingType, AnnotationNames.Of(compilation)));

    // A loop, since the generator asks for each annotated method on each edit.
    private static IMethodSymbol? FirstAnnotated(INamedTypeSymbol type, AnnotationNames annotations)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && annotations.MayAnnotate(method) && Psd2Clients.IsAnnotated(method))
            {
                return method;
            }
        }

        return null;
    }

    private static ClientModel? Client(INamedTypeSymbol type, EquatableArray<string?>? assemblyScopes, Compilation compilation)
    {
        if (!ClientShape.CanBeClient(type, compilation))
        {
            return null;
        }

        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return ClientNames.PartsOf(name).All(SyntaxFacts.IsValidIdentifier)
            ? new ClientModel(name, HandedOn(type), ScopeTable.Of(type, assemblyScopes, compilation))
            : null;
    }

    private static EquatableArray<string> HandedOn(INamedTypeSymbol type) => new(
        ClientShape.WithContainers(type)
            .SelectMany(current => current.GetAttributes())
            .Select(attribute => attribute.AttributeClass?.ToDisplayString() switch
            {
                "System.ObsoleteAttribute" => "[global::System.ObsoleteAttribute]",
                "System.Diagnostics.CodeAnalysis.ExperimentalAttribute" =>
                    $"[global::System.Diagnostics.CodeAnalysis.ExperimentalAttribute({Emission.Literal(FirstArgument(attribute))})]",
                _ => null,
            })
            .OfType<string>()
            .Distinct());

    private static string? FirstArgument(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as string;
}
