using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Scopes;

/// <param name="Value">The scope; null for <c>null</c>.</param>
/// <param name="Expression">Where it stands.</param>
internal readonly record struct WrittenScope(string? Value, SyntaxNode Expression);

/// <summary>Reads the scopes that are written in an attribute, each with its place.</summary>
internal static class WrittenScopes
{
    /// <summary>
    /// The scopes of a <c>params string[]</c> argument; null while one of them, or the list, has no value, which the compiler reports.
    /// </summary>
    public static IReadOnlyList<WrittenScope>? Read(IArgumentOperation argument)
    {
        if (Unconverted(argument.Value) is not { } list || Elements(list) is not { } elements)
        {
            return null;
        }

        var scopes = elements.Select(Read).ToArray();
        return scopes.All(scope => scope is not null) ? [.. scopes.Select(scope => scope!.Value)] : null;
    }

    /// <summary>One scope; null while it has no value.</summary>
    public static WrittenScope? Read(IOperation expression) =>
        expression.ConstantValue is { HasValue: true, Value: string or null } constant
            ? new WrittenScope((string?)constant.Value, expression.Syntax)
            : null;

    private static IEnumerable<IOperation>? Elements(IOperation list) => list switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IArrayCreationOperation array when array.DimensionSizes.All(size => size.ConstantValue is { HasValue: true, Value: 0 }) => [],
        ICollectionExpressionOperation collection => collection.Elements,
        { ConstantValue: { HasValue: true, Value: null } } => [],
        _ => null,
    };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
