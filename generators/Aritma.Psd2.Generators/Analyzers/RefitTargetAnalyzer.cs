using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2007: an attribute on what Refit makes no calls of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RefitTargetAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoRefitMethod];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        RegisterAttributeAction(context, AnalyzeAnnotation);
        RegisterAssemblyClientAction(context, clients, (operation, argument, _) => AnalyzeAssemblyClient(operation, argument));
    }

    private static void AnalyzeAnnotation(OperationAnalysisContext context, IObjectCreationOperation attribute)
    {
        if (attribute.Type is not { } type)
        {
            return;
        }

        var target = context.ContainingSymbol;
        var annotation = Psd2Types.Is(type, Psd2Types.Scopes) ? Psd2Types.FindScopes(target)
            : Psd2Types.Is(type, Psd2Types.Anonymous) && target is IMethodSymbol ? Psd2Types.FindAnonymous(target)
            : null;

        // On what it may not stand on at all, or a second time, it is the compiler's matter.
        if (annotation is null || !IsAt(annotation, attribute.Syntax))
        {
            return;
        }

        var name = ShortName(type);
        var place = NameOf(attribute.Syntax);
        switch (target)
        {
            case INamedTypeSymbol { TypeKind: TypeKind.Interface } client when !RefitMethods.MayHave(client):
                Report(context, place, name, client, "has no Refit method", $"Add one, or remove [{name}]");
                break;
            case IMethodSymbol method when method.IsStatic || method.ContainingType.TypeKind != TypeKind.Interface:
                Report(
                    context,
                    place,
                    name,
                    method,
                    "is no instance method of an interface",
                    $"Put it on the method of the Refit interface, or remove [{name}]");
                break;
            case IMethodSymbol method when !RefitMethods.Is(method) && !RefitMethods.HasUnknownAttribute(method):
                Report(context, place, name, method, "is no Refit method", $"Add [Get(\"…\")] or the like, or remove [{name}]");
                break;
        }
    }

    private static void AnalyzeAssemblyClient(OperationAnalysisContext context, IOperation argument)
    {
        var client = argument is ITypeOfOperation { TypeOperand: var operand } ? operand : null;
        if (client is null || MayBeAnything(client))
        {
            return;
        }

        var place = argument.Syntax.GetLocation();
        if (client is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
        {
            Report(context, place, "Psd2Client", client, "is no interface", "Name a Refit interface");
        }
        else if (!RefitMethods.MayHave(type.OriginalDefinition))
        {
            Report(context, place, "Psd2Client", client, "has no Refit method", "Name a Refit interface");
        }
    }

    private static bool MayBeAnything(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => MayBeAnything(array.ElementType),
        INamedTypeSymbol { IsUnboundGenericType: false } named => named.TypeArguments.Any(MayBeAnything),
        _ => false,
    };

    private static void Report(
        OperationAnalysisContext context, Location place, string attribute, ISymbol target, string why, string remedy) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoRefitMethod, place, attribute, Display(target), why, remedy));
}
