using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>The MSBuild properties of a consumer's project.</summary>
internal static class BuildProperties
{
    /// <summary>What <c>Psd2RegistrationMethod</c> calls the registration method, which is public then; empty where it isn't set.</summary>
    public static string RegistrationMethod(AnalyzerConfigOptionsProvider options) => Read(options, "Psd2RegistrationMethod");

    /// <summary>The scopes that <c>Psd2AllowedScopes</c> lists, which closes the list for a project; empty where it is open.</summary>
    public static ImmutableArray<string> AllowedScopes(AnalyzerConfigOptionsProvider options) =>
    [
        .. Read(options, "Psd2AllowedScopes")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether the build is one of a test project, by what test SDKs set.</summary>
    public static bool IsTest(AnalyzerConfigOptionsProvider options) =>
        IsSet(options, "IsTestProject", "true") || IsSet(options, "IsTestingPlatformApplication", "true");

    /// <summary>The property that keeps Refit from generating requests, and its value; null where it generates them.</summary>
    public static string? RefitSwitchedOff(AnalyzerConfigOptionsProvider options) =>
        IsSet(options, "RefitGeneratedRequestBuilding", "false") ? "RefitGeneratedRequestBuilding is false"
        : IsSet(options, "DisableRefitSourceGenerator", "true") ? "DisableRefitSourceGenerator is true"
        : null;

    private static bool IsSet(AnalyzerConfigOptionsProvider options, string property, string value) =>
        Read(options, property).Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    private static string Read(AnalyzerConfigOptionsProvider options, string property) =>
        options.GlobalOptions.TryGetValue("build_property." + property, out var value) ? value : "";
}
