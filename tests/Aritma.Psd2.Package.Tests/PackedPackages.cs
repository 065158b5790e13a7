namespace Aritma.Psd2.Package.Tests;

/// <summary>The packages, packed once for all tests, and projects that take them from a folder.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    /// <summary>A version that no other restore has seen.</summary>
    public const string Version = "0.0.1-packed";

    private static readonly string[] Ids = ["Aritma.Psd2", "Aritma.Psd2.Client", "Aritma.Psd2.Sandbox", "Aritma.Psd2.Sandbox.Tool"];

    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>A folder of its own outside of the repository, so that none of the repository's settings apply below it.</summary>
    private string Folder { get; } = Directory.CreateTempSubdirectory("aritma-psd2-package-").FullName;

    public async Task InitializeAsync()
    {
        // xunit asks for the packages where all their tests are skipped, too.
        if (Slow.Reason is not null)
        {
            return;
        }

        // In one build, so that what they share is compiled once. The restores share it too, and take turns.
        var packing = Path.Combine(Folder, "Packing.proj");
        File.WriteAllText(packing, $"""
            <Project>
              <ItemGroup>
                <Packed Include="{string.Join(';', Ids.Select(id => Path.Combine(Build.Repository, "src", id, $"{id}.csproj")))}" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(Packed)" Targets="Restore" />
              </Target>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        // Builds elsewhere than the repository does, whose own output stays as it is, and whose own build has run the analyzers.
        string[] output = ["-o", Feed, "--artifacts-path", Path.Combine(Folder, "artifacts")];
        var (exitCode, log) = await Build.DotnetAsync(
            Build.Repository, ["pack", packing, "-c", "Release", $"-p:Version={Version}", "-p:RunAnalyzers=false", .. output]);
        Assert.True(exitCode == 0, log);
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <Version>{Version}</Version>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <!-- Of the programs, not of what is generated: literals, a class only DI creates, disposal and awaits. -->
                <NoWarn>CA1303;CA1812;CA2000;CA2007</NoWarn>
                <RestorePackagesPath>{Folder}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Build.PackageFolder}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>{Feed};{Build.AdditionalSources}</RestoreAdditionalProjectSources>
              </PropertyGroup>
            </Project>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    internal Nupkg Read(string id) => new(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    /// <summary>Creates a project that names these packages and no others, and that no warning passes.</summary>
    /// <returns>Its folder.</returns>
    internal string CreateProject(string name, string[] packages, string properties, params string[] sources)
    {
        var references = packages.Select(package => $"""<PackageReference Include="{package}" Version="{Version}" />""");
        var project = Directory.CreateDirectory(Path.Combine(Folder, "projects", Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(Path.Combine(project, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {string.Join(Environment.NewLine, references)}
              </ItemGroup>
            </Project>
            """);
        for (var i = 0; i < sources.Length; i++)
        {
            File.WriteAllText(Path.Combine(project, $"Source{i}.cs"), sources[i]);
        }

        return project;
    }
}

[CollectionDefinition(nameof(PackedPackages))]
public sealed class SharesThePackages : ICollectionFixture<PackedPackages>;
