using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

namespace Aritma.Psd2.Package.Tests;

[Collection(nameof(PackedPackage))]
public class ContentTests(PackedPackage package)
{
    [Fact]
    public void Holds_the_run_time_the_generator_the_code_fixes_and_their_build_files()
    {
        using var archive = package.Open();

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
            archive.Entries.Select(entry => entry.FullName).Where(name => !IsPackaging(name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Depends_on_the_platforms_abstractions_and_on_Refit_whose_generator_it_passes_on()
    {
        using var archive = package.Open();
        var dependencies = DependenciesOf(archive);

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

    [Fact]
    public async Task The_Refit_of_samples_and_tests_does_not_move_the_lower_bound()
    {
        var (exitCode, output) = await Build.DotnetAsync(
            Build.Repository, "msbuild", "src/Aritma.Psd2/Aritma.Psd2.csproj", "-getItem:PackageReference", "-p:RefitVersion=99.0.0");

        Assert.True(exitCode == 0, output);
        using var items = JsonDocument.Parse(output);
        var refit = items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Single(reference => reference.GetProperty("Identity").GetString() == "Refit.HttpClientFactory");
        Assert.Equal(Build.RefitMinimumVersion, refit.GetProperty("VersionOverride").GetString());
    }

    /// <summary>So that a project which pins the platform's packages, and builds with Refit alone, builds with this package too.</summary>
    [Fact]
    public void Asks_for_no_newer_platform_than_Refit_does()
    {
        var version = Build.RefitMinimumVersion;
        using var archive = package.Open();
        using var refit = ZipFile.OpenRead(
            Path.Combine(Build.PackageFolder, "refit.httpclientfactory", version, $"refit.httpclientfactory.{version}.nupkg"));
        var limit = VersionOf(DependenciesOf(refit)["Microsoft.Extensions.Http"]);
        var platform = DependenciesOf(archive).Values
            .Where(dependency => ((string)dependency.Attribute("id")!).StartsWith("Microsoft.", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(platform);
        Assert.All(platform, dependency => Assert.InRange(VersionOf(dependency), new Version(10, 0), limit));
    }

    /// <summary>So that a worker service needs no ASP.NET run time.</summary>
    [Fact]
    public void Needs_no_shared_framework_but_the_run_times_own()
    {
        using var archive = package.Open();

        Assert.DoesNotContain(
            Nuspec(archive).Descendants(),
            element => element.Name.LocalName.StartsWith("framework", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            ["Microsoft.AspNetCore.DataProtection.Abstractions"],
            References("lib/net10.0/Aritma.Psd2.dll")
                .Select(reference => reference.Name)
                .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_generator_asks_for_no_newer_compiler_than_it_says_and_for_no_workspace()
    {
        var references = References("analyzers/dotnet/cs/Aritma.Psd2.Generators.dll")
            .ToDictionary(reference => reference.Name, reference => reference.Version);

        Assert.Equal(new Version(4, 14, 0, 0), references["Microsoft.CodeAnalysis"]);
        Assert.Equal(new Version(4, 14, 0, 0), references["Microsoft.CodeAnalysis.CSharp"]);
        Assert.DoesNotContain(references.Keys, name => name.Contains("Workspaces", StringComparison.Ordinal));
    }

    [Fact]
    public void The_code_fixes_ask_for_no_newer_compiler_and_not_for_the_generator()
    {
        var references = References("analyzers/dotnet/cs/Aritma.Psd2.CodeFixes.dll")
            .ToDictionary(reference => reference.Name, reference => reference.Version);
        var compiler = references.Where(reference => reference.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)).ToList();

        Assert.Contains(compiler, reference => reference.Key == "Microsoft.CodeAnalysis.Workspaces");
        Assert.All(compiler, reference => Assert.Equal(new Version(4, 14, 0, 0), reference.Value));
        Assert.DoesNotContain(references.Keys, name => name.StartsWith("Aritma", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_in_it_refers_to_Refit()
    {
        Assert.DoesNotContain(
            References("lib/net10.0/Aritma.Psd2.dll")
                .Concat(References("analyzers/dotnet/cs/Aritma.Psd2.Generators.dll"))
                .Concat(References("analyzers/dotnet/cs/Aritma.Psd2.CodeFixes.dll")),
            reference => reference.Name.Contains("Refit", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Those of the target framework, by id.</summary>
    private static Dictionary<string, XElement> DependenciesOf(ZipArchive package) => Nuspec(package).Descendants()
        .Where(element => element.Name.LocalName == "dependency" && (string?)element.Parent!.Attribute("targetFramework") == "net10.0")
        .ToDictionary(dependency => (string)dependency.Attribute("id")!);

    private static Version VersionOf(XElement dependency) => Version.Parse((string)dependency.Attribute("version")!);

    private static XDocument Nuspec(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec);
    }

    private IEnumerable<(string Name, Version Version)> References(string entry)
    {
        using var archive = package.Open();
        using var image = new MemoryStream();
        using (var packed = archive.GetEntry(entry)!.Open())
        {
            packed.CopyTo(image);
        }

        image.Position = 0;
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Select(reference => (metadata.GetString(reference.Name), reference.Version)),
        ];
    }

    private static bool IsPackaging(string name) =>
        name == "[Content_Types].xml"
        || name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal);
}
