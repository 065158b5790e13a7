using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Scopes;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

public sealed partial class Psd2ClientsGenerator
{
    /// <summary>
    /// An interface that has the attribute, or whose method has it. Each such interface comes once for each part that has it.
    /// </summary>
    private static ClientModel? TransformAnnotated(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = context.TargetSymbol switch
        {
            INamedTypeSymbol annotated => annotated,
            IMethodSymbol method when MakesClient(method) => method.ContainingType,
            _ => null,
        };
        cancellationToken.ThrowIfCancellationRequested();
        return type is null ? null : Client(type, assemblyScopes: null, context.SemanticModel.Compilation);
    }

    /// <summary>The interfaces that the attributes of a file name.</summary>
    private static EquatableArray<ClientModel> TransformNamed(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
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
    private static bool MakesClient(IMethodSymbol method) =>
        Psd2Types.FindScopes(method.ContainingType) is null
        && SymbolEqualityComparer.Default.Equals(method, Psd2Clients.FirstAnnotatedMethod(method.ContainingType));

    private static ClientModel? Client(INamedTypeSymbol type, EquatableArray<string?>? assemblyScopes, Compilation compilation)
    {
        var qualifiers = new EquatableArray<string>(Qualifiers(type));
        return IsNamed(type, qualifiers)
            && ClientShape.ObstacleOf(type, compilation) == ClientObstacle.None
                ? new ClientModel(
                    type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                    qualifiers,
                    type.Name,
                    ClientShape.WithContainers(type).Any(IsObsolete),
                    ScopeTable.Of(type, assemblyScopes, compilation))
                : null;
    }

    private static Stack<string> Qualifiers(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        for (ISymbol symbol = type.ContainingSymbol; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false })
            {
                names.Push(symbol.Name);
            }
        }

        return names;
    }

    // While an interface, or what it stands in, is being typed, it may have no name.
    private static bool IsNamed(INamedTypeSymbol type, EquatableArray<string> qualifiers) =>
        type.Name.Length > 0 && qualifiers.All(name => name.Length > 0);

    private static bool IsObsolete(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass is
        {
            Name: "ObsoleteAttribute",
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        });
}
