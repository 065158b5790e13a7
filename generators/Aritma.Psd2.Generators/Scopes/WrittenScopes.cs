using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aritma.Psd2.Generators.Scopes;

/// <param name="Value">The scope; null for <c>null</c>.</param>
/// <param name="Expression">Where it stands.</param>
internal readonly record struct WrittenScope(string? Value, SyntaxNode Expression)
{
    /// <summary>One scope; null while it has no value.</summary>
    public static WrittenScope? Read(IOperation expression) =>
        expression.ConstantValue is { HasValue: true, Value: string or null } constant
            ? new WrittenScope((string?)constant.Value, expression.Syntax)
            : null;
}

/// <summary>The scopes that are written in an attribute, each with its place.</summary>
/// <param name="Scopes">Those that have a value.</param>
/// <param name="AreComplete">Whether all have one. Where one has none, the compiler reports it.</param>
internal sealed record WrittenScopes(IReadOnlyList<WrittenScope> Scopes, bool AreComplete)
{
    public bool IsEmpty => AreComplete && Scopes.Count == 0;

    /// <summary>The scopes of a <c>params string[]</c> argument; null while the whole has no value.</summary>
    public static WrittenScopes? Read(IArgumentOperation argument)
    {
        if (AttributeLists.ElementsOf(argument) is not { } elements)
        {
            return null;
        }

        var scopes = elements.Select(WrittenScope.Read).ToArray();
        return new WrittenScopes([.. scopes.OfType<WrittenScope>()], scopes.All(scope => scope is not null));
    }
}
