using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Testing;

/// <summary>
/// The least that a generator of these attributes does: Roslyn looks for them, and binds them. What another one costs above it is its own.
/// </summary>
internal sealed class FloorGenerator(ProjectShape shape) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var isNamed = shape == ProjectShape.NamedByAssembly;
        var names = context.SyntaxProvider.ForAttributeWithMetadataName(
            isNamed ? "Aritma.Psd2.Psd2ClientAttribute" : "Aritma.Psd2.Psd2ScopesAttribute",
            (node, _) => isNamed
                ? node is CompilationUnitSyntax
                : node is InterfaceDeclarationSyntax or MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax },
            static (attributed, _) => attributed.TargetSymbol.Name);
        context.RegisterSourceOutput(names.Collect(), static (_, _) => { });
    }
}
