using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>The MSBuild property <c>Psd2AllowedScopes</c>, which closes the list of scopes for a project.</summary>
internal static class AllowedScopes
{
    /// <summary>The scopes as listed; empty where the list is open.</summary>
    public static ImmutableArray<string> Read(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.Psd2AllowedScopes", out var value)
            ? [.. value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]
            : [];
}
