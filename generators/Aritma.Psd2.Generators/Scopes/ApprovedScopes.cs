using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>What the <c>Psd2Scopes.txt</c> of a compilation approves, beside what is declared.</summary>
internal sealed class ApprovedScopes
{
    private readonly Dictionary<string, ApprovedLine> _approved;

    public ApprovedScopes(Compilation compilation, SourceText file)
    {
        Lines = [.. ApprovedLine.Read(file)];
        Declared = FirstByName(ScopeDeclaration.AllOf(compilation), declaration => declaration.Name);
        _approved = FirstByName(Lines.Where(line => line.IsWellFormed && Declared.ContainsKey(line.Name)), line => line.Name);
        Stale = [.. Lines.Where(line => !line.Span.IsEmpty && Find(line.Name) != line)];
        Unapproved = [.. Declared.Values.Where(declaration =>
            declaration.IsValid && !(Find(declaration.Name) is { } line && declaration.IsApprovedBy(line)))];
        if (Stale.Length + Unapproved.Length > 0 && HasUnfinishedAttributes(compilation))
        {
            // What will be declared isn't known yet, and the compiler says what is wrong.
            (Stale, Unapproved) = ([], []);
        }
    }

    public ApprovedLine[] Lines { get; }

    public Dictionary<string, ScopeDeclaration> Declared { get; }

    /// <summary>The lines that approve nothing.</summary>
    public ApprovedLine[] Stale { get; }

    /// <summary>The declarations that no line lists, or with other scopes.</summary>
    public ScopeDeclaration[] Unapproved { get; }

    /// <summary>The line that counts for a client or method; null where there is none.</summary>
    public ApprovedLine? Find(string name) => _approved.TryGetValue(name, out var line) ? line : null;

    private static Dictionary<string, T> FirstByName<T>(IEnumerable<T> items, Func<T, string> nameOf) =>
        items.GroupBy(nameOf, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private static bool HasUnfinishedAttributes(Compilation compilation) =>
        compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind == TypeKind.Interface)
            .SelectMany(type => type.AllInterfaces.Where(inherited => inherited.TypeKind == TypeKind.Error)
                .Concat(type.GetMembers())
                .Append(type))
            .Append<ISymbol>(compilation.Assembly)
            .Any(symbol => symbol is IErrorTypeSymbol || symbol.GetAttributes().Any(attribute =>
                attribute.AttributeConstructor is null || attribute.ConstructorArguments.Any(IsUnfinished)));

    private static bool IsUnfinished(TypedConstant argument) =>
        argument is { Kind: TypedConstantKind.Error } or { Kind: TypedConstantKind.Type, Value: IErrorTypeSymbol }
        || (argument is { Kind: TypedConstantKind.Array, IsNull: false } && argument.Values.Any(IsUnfinished));
}
