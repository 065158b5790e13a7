using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators;

public sealed partial class Psd2ClientsGenerator
{
    private static readonly SymbolDisplayFormat PlainFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static ClientModel? TransformClient(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var qualifiers = new EquatableArray<string>(Qualifiers(type));
        if (!IsNamed(type, qualifiers)
            || !IsReachable(type)
            || IsGeneric(type)
            || HasStaticAbstractMember(type)
            || !(HasAttributedMethod(context.TargetNode) || HasRefitMethod(type))
            || ReadScopes(context.Attributes[0]) is not { } scopes)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ClientModel(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            type.ToDisplayString(PlainFormat),
            qualifiers,
            type.Name,
            scopes,
            WithContainers(type).Any(IsObsolete));
    }

    private static RefitModel TransformRefit(Compilation compilation, CancellationToken cancellationToken)
    {
        // Where two references define the type in the open, generated code could name neither.
        var accessible = compilation.GetTypesByMetadataName("Refit.HttpClientFactoryExtensions")
            .Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            .ToArray();
        var extensions = accessible.Length == 1 ? accessible[0] : null;
        return new RefitModel(
            Has("AddRefitClient"), Has("AddRefitGeneratedClient"), Has("AddKeyedRefitGeneratedClient") || Has("AddKeyedRefitClient"));

        bool Has(string method) => extensions is not null && !extensions.GetMembers(method).IsEmpty;
    }

    private static IEnumerable<INamedTypeSymbol> WithContainers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
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

    // Generated code stands outside of every type, in the same assembly.
    private static bool IsReachable(INamedTypeSymbol type) => WithContainers(type).All(current =>
        !current.IsFileLocal
        && current.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal);

    private static bool IsGeneric(INamedTypeSymbol type) => WithContainers(type).Any(current => current.IsGenericType);

    private static bool IsObsolete(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    // Such an interface can't be a type argument.
    private static bool HasStaticAbstractMember(INamedTypeSymbol type) => OwnAndInherited(type).Any(member => member.IsStatic && member.IsAbstract);

    // In nearly every client the syntax answers: to bind the attributes of all methods costs more, on each edit, than all else here.
    private static bool HasAttributedMethod(SyntaxNode declaration) =>
        ((InterfaceDeclarationSyntax)declaration).Members.Any(member => member is MethodDeclarationSyntax { AttributeLists.Count: > 0 });

    private static bool HasRefitMethod(INamedTypeSymbol type) => OwnAndInherited(type)
        .Any(member => member is IMethodSymbol && member.GetAttributes().Any(attribute => IsHttpMethod(attribute.AttributeClass)));

    private static IEnumerable<ISymbol> OwnAndInherited(INamedTypeSymbol type) =>
        type.GetMembers().Concat(type.AllInterfaces.SelectMany(inherited => inherited.GetMembers()));

    private static bool IsHttpMethod(INamedTypeSymbol? attribute)
    {
        for (var current = attribute; current is not null; current = current.BaseType)
        {
            if (current is { Name: "HttpMethodAttribute", ContainingNamespace: { Name: "Refit", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the scopes as the run time is to see them, null and all; null while the code is too broken to have a value.</summary>
    private static EquatableArray<string?>? ReadScopes(AttributeData attribute)
    {
        if (attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0].Kind != TypedConstantKind.Array)
        {
            return null;
        }

        var argument = attribute.ConstructorArguments[0];
        if (argument.IsNull)
        {
            return new EquatableArray<string?>([]);
        }

        return argument.Values.Any(value => value.Kind != TypedConstantKind.Primitive)
            ? null
            : new EquatableArray<string?>(argument.Values.Select(value => value.Value as string));
    }
}
