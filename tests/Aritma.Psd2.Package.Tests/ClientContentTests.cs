namespace Aritma.Psd2.Package.Tests;

/// <summary>The package of the ready client.</summary>
[Collection(nameof(PackedPackages))]
public class ClientContentTests(PackedPackages packages)
{
    private const string Library = "lib/net10.0/Aritma.Psd2.Client.dll";

    private readonly Nupkg _package = packages.Read("Aritma.Psd2.Client");

    [SlowFact]
    public void Holds_the_library_with_its_documentation_and_nothing_for_the_compiler()
    {
        Assert.Equal(
            ["Aritma.Psd2.Client.nuspec", "README.md", Library, "lib/net10.0/Aritma.Psd2.Client.xml"],
            _package.Entries);
    }

    /// <summary>All that is in Aritma.Psd2 passes to the consumer: the generator, the rules and their fixes, the build files.</summary>
    [SlowFact]
    public void Depends_on_Aritma_Psd2_of_its_own_version_and_all_that_is_in_it()
    {
        var runTime = _package.Dependencies["Aritma.Psd2"];

        Assert.Equal(PackedPackages.Version, _package.Version);
        Assert.Equal(_package.Version, (string?)runTime.Attribute("version"));
        Assert.Equal("All", (string?)runTime.Attribute("include"));
        Assert.Null(runTime.Attribute("exclude"));
    }

    [SlowFact]
    public void Depends_on_the_oldest_Refit_that_works_and_on_nothing_else()
    {
        var dependencies = _package.Dependencies;

        Assert.Equal(["Aritma.Psd2", "Refit.HttpClientFactory"], dependencies.Keys.Order(StringComparer.Ordinal));
        // Without brackets it is a lower bound, and no upper one.
        Assert.Equal(Build.RefitMinimumVersion, (string?)dependencies["Refit.HttpClientFactory"].Attribute("version"));
    }

    /// <summary>So that a worker service needs no ASP.NET run time.</summary>
    [SlowFact]
    public void Needs_no_shared_framework_but_the_run_times_own()
    {
        Assert.Empty(_package.FrameworkReferences);
        Assert.DoesNotContain(
            _package.References(Library), reference => reference.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [SlowFact]
    public void Of_Aritma_Psd2_the_library_refers_to_the_run_time_alone()
    {
        var own = _package.References(Library).Select(reference => reference.Name)
            .Where(name => name.StartsWith("Aritma", StringComparison.Ordinal));

        Assert.Equal(["Aritma.Psd2"], own);
    }
}
