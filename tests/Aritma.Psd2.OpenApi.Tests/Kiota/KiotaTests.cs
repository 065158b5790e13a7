using System.Reflection;
using Aritma.Psd2.Package.Tests;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.OpenApi.Tests.Kiota;

/// <summary>What a stranger does with the document: generates a client of it.</summary>
public sealed class KiotaTests : IDisposable
{
    private static readonly string[] Packages =
    [
        "Microsoft.Kiota.Abstractions",
        "Microsoft.Kiota.Http.HttpClientLibrary",
        "Microsoft.Kiota.Serialization.Form",
        "Microsoft.Kiota.Serialization.Json",
        "Microsoft.Kiota.Serialization.Multipart",
        "Microsoft.Kiota.Serialization.Text",
    ];

    /// <summary>Outside of the repository, so that none of its settings apply.</summary>
    private readonly string _folder = Directory.CreateTempSubdirectory("aritma-psd2-kiota-").FullName;

    [SlowFact]
    public async Task A_client_that_Kiota_generates_from_the_sandbox_obtains_a_token_and_reads_accounts()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        await GenerateAsync(new(sandbox.Address, "/openapi/psd2.json"));
        WriteProgram();

        var (built, log) = await Build.DotnetAsync(_folder, "build", "-o", Path.Combine(_folder, "built"));
        Assert.True(built == 0, log);
        var (exitCode, output) = await Build.RunAsync(
            "dotnet",
            Path.Combine(_folder, "built"),
            "Program.dll",
            sandbox.Address.AbsoluteUri.TrimEnd('/'),
            sandbox.ClientId,
            sandbox.ClientSecret,
            sandbox.AddConsent());

        Assert.True(exitCode == 0, output);
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["Bearer 3600", "Created"], lines[..2]);
        Assert.Equal(6, lines[2..^1].Length);
        Assert.All(lines[2..^1], line => Assert.Matches(@"^[A-Z]{2}\d{13,22} \d{4}-\d\d-\d\d -?\d+\.\d{2} (NOK|SEK|DKK|EUR)$", line));
        Assert.Equal("403 The Consent-ID header is missing, or the client has no such consent.", lines[^1]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task GenerateAsync(Uri document)
    {
        // It tells nobody that it is in use, and asks for no newer version.
        Environment.SetEnvironmentVariable("KIOTA_CLI_TELEMETRY_OPTOUT", "true");
        Environment.SetEnvironmentVariable("KIOTA_OFFLINE_ENABLED", "true");
        Environment.SetEnvironmentVariable("KIOTA_UPDATE__DISABLED", "true");
        var tool = Path.Combine(_folder, "tool");
        string[] package = ["Microsoft.OpenApi.Kiota", "--version", Metadata("KiotaToolVersion")];
        var (installed, log) = await Build.RunAsync("dotnet", _folder, ["tool", "install", .. package, "--tool-path", tool]);
        Assert.True(installed == 0, log);

        string[] client = ["--language", "CSharp", "--class-name", "Psd2Client", "--namespace-name", "Generated"];
        string[] files = ["--openapi", document.AbsoluteUri, "--output", Path.Combine(_folder, "Generated"), "--clear-cache"];
        var (generated, warnings) = await Build.RunAsync(Path.Combine(tool, "kiota"), _folder, ["generate", .. client, .. files]);
        Assert.True(generated == 0, warnings);
    }

    private void WriteProgram()
    {
        var references = Packages.Select(id => $"""<PackageReference Include="{id}" Version="{Metadata("KiotaVersion")}" />""");
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), KiotaProgram.Source);
        File.WriteAllText(Path.Combine(_folder, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <!-- The tool's and the build's own files lie in this folder too. -->
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                <RestorePackagesPath>{_folder}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Build.PackageFolder}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>{Build.AdditionalSources}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Program.cs;Generated/**/*.cs" />
                {string.Join(Environment.NewLine, references)}
              </ItemGroup>
            </Project>
            """);
    }

    private static string Metadata(string key) =>
        typeof(KiotaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
