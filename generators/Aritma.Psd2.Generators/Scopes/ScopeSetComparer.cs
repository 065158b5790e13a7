using System;
using System.Collections.Generic;
using System.Linq;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>Compares scopes as the run time does: as a set.</summary>
internal sealed class ScopeSetComparer : IEqualityComparer<EquatableArray<string?>>
{
    public static readonly ScopeSetComparer Instance = new();

    public bool Equals(EquatableArray<string?> x, EquatableArray<string?> y) =>
        new HashSet<string?>(x, StringComparer.Ordinal).SetEquals(y);

    public int GetHashCode(EquatableArray<string?> obj) =>
        obj.Distinct(StringComparer.Ordinal).Aggregate(0, (hash, scope) => hash ^ (scope?.GetHashCode() ?? 0));
}
