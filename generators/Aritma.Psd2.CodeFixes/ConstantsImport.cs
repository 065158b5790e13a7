using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aritma.Psd2.CodeFixes.Editing;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Aritma.Psd2.CodeFixes;

/// <summary>
/// The using directive for <c>Psd2Scope</c>, where a document has neither it nor an alias. The platform puts it where it puts such
/// directives, and shortens the name as far as it still means the type.
/// </summary>
internal static class ConstantsImport
{
    private const string FullName = "global::" + Psd2Types.ScopeConstants;

    /// <summary>The type as a fix writes it: by the name that it has there; else by the full one, for <see cref="AddAsync"/> to shorten.</summary>
    public static string NameAt(Source source, int position, INamedTypeSymbol constants)
    {
        var name = TypeName.At(source, position, constants);
        return name.EndsWith(Psd2Types.ScopeConstants, StringComparison.Ordinal) ? FullName : name;
    }

    public static async Task<Document> AddAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var names = root!.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(name => name.ToString() == FullName).ToArray();
        if (names.Length == 0)
        {
            return document;
        }

        var marked = document.WithSyntaxRoot(root.ReplaceNodes(
            names, (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation)));
        return await ImportAdder.AddImportsAsync(marked, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
