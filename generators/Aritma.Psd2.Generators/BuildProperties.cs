using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators;

/// <summary>The MSBuild properties of a consumer's project.</summary>
internal static class BuildProperties
{
    /// <summary>What <c>Psd2RegistrationMethod</c> calls the registration method, which is public then; empty where it isn't set.</summary>
    public static string RegistrationMethod(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.Psd2RegistrationMethod", out var name) ? name : "";
}
