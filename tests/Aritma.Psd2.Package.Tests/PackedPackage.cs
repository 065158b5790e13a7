using System.IO.Compression;

namespace Aritma.Psd2.Package.Tests;

/// <summary>The package, packed once for all tests, under a version that no other restore has seen.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    public const string Version = "0.0.1-packed";

    /// <summary>A folder of its own outside of the repository, so that none of the repository's settings apply below it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("aritma-psd2-package-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where builds of the repository's projects go, so that the repository's own output stays as it is.</summary>
    public string Artifacts => Path.Combine(Folder, "artifacts");

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await Build.DotnetAsync(
            Build.Repository, "pack", "src/Aritma.Psd2", "-c", "Release", "-o", Feed, $"-p:Version={Version}", "--artifacts-path", Artifacts, "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    internal ZipArchive Open(string id = "Aritma.Psd2") => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.nupkg"));
}
