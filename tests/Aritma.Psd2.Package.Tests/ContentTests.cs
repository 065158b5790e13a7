using System.Text.Json;
using System.Xml.Linq;

namespace Aritma.Psd2.Package.Tests;

[Collection(nameof(PackedPackages))]
public class ContentTests(PackedPackages packages)
{
    private readonly Nupkg _package = packages.Read("Aritma.Psd2");

    [SlowFact]
    public void Holds_the_run_time_the_generator_the_code_fixes_and_their_build_files()
    {
        Assert.Equal(
            [
                "Aritma.Psd2.nuspec",
                "README.md",
                "analyzers/dotnet/cs/Aritma.Psd2.CodeFixes.dll",
                "analyzers/dotnet/cs/Aritma.Psd2.Generators.dll",
                "build/net10.0/Aritma.Psd2.props",
                "build/net10.0/Aritma.Psd2.targets",
                "buildTransitive/net10.0/Aritma.Psd2.props",
                "buildTransitive/net10.0/Aritma.Psd2.targets",
                "lib/net10.0/Aritma.Psd2.dll",
                "lib/net10.0/Aritma.Psd2.xml",
            ],
            _package.Entries);
    }

    [SlowFact]
    public void Depends_on_the_platforms_abstractions_and_on_Refit_whose_generator_it_passes_on()
    {
        var dependencies = _package.Dependencies;

        Assert.Equal(
            [
                "Microsoft.AspNetCore.DataProtection.Abstractions",
                "Microsoft.Extensions.Caching.Abstractions",
                "Microsoft.Extensions.Diagnostics.HealthChecks",
                "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Http",
                "Microsoft.Extensions.Options.ConfigurationExtensions",
                "Refit.HttpClientFactory",
            ],
            dependencies.Keys.Order(StringComparer.Ordinal));
        var refit = dependencies["Refit.HttpClientFactory"];

        Assert.Equal(Build.RefitMinimumVersion, (string?)refit.Attribute("version"));
        Assert.Equal("All", (string?)refit.Attribute("include"));
        Assert.Null(refit.Attribute("exclude"));

        // A version without brackets is a lower bound, and no upper one.
        Assert.DoesNotContain(dependencies.Values, dependency => ((string)dependency.Attribute("version")!).AsSpan().ContainsAny("[]()"));
    }

    [SlowTheory]
    [InlineData("src/Aritma.Psd2/Aritma.Psd2.csproj")]
    [InlineData("src/Aritma.Psd2.Client/Aritma.Psd2.Client.csproj")]
    public async Task The_Refit_of_samples_and_tests_does_not_move_the_lower_bound(string project)
    {
        var (exitCode, output) = await Build.DotnetAsync(
            Build.Repository, "msbuild", project, "-getItem:PackageReference", "-p:RefitVersion=99.0.0");

        Assert.True(exitCode == 0, output);
        using var items = JsonDocument.Parse(output);
        var refit = items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Single(reference => reference.GetProperty("Identity").GetString() == "Refit.HttpClientFactory");
        Assert.Equal(Build.RefitMinimumVersion, refit.GetProperty("VersionOverride").GetString());
    }

    /// <summary>So that a project which pins the platform's packages, and builds with Refit alone, builds with this package too.</summary>
    [SlowFact]
    public void Asks_for_no_newer_platform_than_Refit_does()
    {
        var version = Build.RefitMinimumVersion;
        var refit = new Nupkg(
            Path.Combine(Build.PackageFolder, "refit.httpclientfactory", version, $"refit.httpclientfactory.{version}.nupkg"));
        var limit = VersionOf(refit.Dependencies["Microsoft.Extensions.Http"]);
        var platform = _package.Dependencies.Values
            .Where(dependency => ((string)dependency.Attribute("id")!).StartsWith("Microsoft.", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(platform);
        Assert.All(platform, dependency => Assert.InRange(VersionOf(dependency), new Version(10, 0), limit));

        static Version VersionOf(XElement dependency) => Version.Parse((string)dependency.Attribute("version")!);
    }

    /// <summary>So that a worker service needs no ASP.NET run time.</summary>
    [SlowFact]
    public void Needs_no_shared_framework_but_the_run_times_own()
    {
        Assert.Empty(_package.FrameworkReferences);
        Assert.Equal(
            ["Microsoft.AspNetCore.DataProtection.Abstractions"],
            _package.References("lib/net10.0/Aritma.Psd2.dll")
                .Select(reference => reference.Name)
                .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));
    }

    [SlowFact]
    public void The_generator_asks_for_no_newer_compiler_than_it_says_and_for_no_workspace()
    {
        var references = _package.References("analyzers/dotnet/cs/Aritma.Psd2.Generators.dll")
            .ToDictionary(reference => reference.Name, reference => reference.Version);

        Assert.Equal(new Version(4, 14, 0, 0), references["Microsoft.CodeAnalysis"]);
        Assert.Equal(new Version(4, 14, 0, 0), references["Microsoft.CodeAnalysis.CSharp"]);
        Assert.DoesNotContain(references.Keys, name => name.Contains("Workspaces", StringComparison.Ordinal));
    }

    [SlowFact]
    public void The_code_fixes_ask_for_no_newer_compiler_and_not_for_the_generator()
    {
        var references = _package.References("analyzers/dotnet/cs/Aritma.Psd2.CodeFixes.dll")
            .ToDictionary(reference => reference.Name, reference => reference.Version);
        var compiler = references.Where(reference => reference.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)).ToList();

        Assert.Contains(compiler, reference => reference.Key == "Microsoft.CodeAnalysis.Workspaces");
        Assert.All(compiler, reference => Assert.Equal(new Version(4, 14, 0, 0), reference.Value));
        Assert.DoesNotContain(references.Keys, name => name.StartsWith("Aritma", StringComparison.Ordinal));
    }

    [SlowFact]
    public void Nothing_in_it_refers_to_Refit()
    {
        Assert.DoesNotContain(
            _package.References("lib/net10.0/Aritma.Psd2.dll")
                .Concat(_package.References("analyzers/dotnet/cs/Aritma.Psd2.Generators.dll"))
                .Concat(_package.References("analyzers/dotnet/cs/Aritma.Psd2.CodeFixes.dll")),
            reference => reference.Name.Contains("Refit", StringComparison.OrdinalIgnoreCase));
    }
}
