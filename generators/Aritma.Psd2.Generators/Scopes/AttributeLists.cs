using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>Reads what is written for an attribute's array parameter.</summary>
internal static class AttributeLists
{
    /// <summary>The elements: of a <c>params</c> list, an array or a collection expression; null while the whole has no value.</summary>
    public static IEnumerable<IOperation>? ElementsOf(IArgumentOperation argument) => Unconverted(argument.Value) switch
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
