using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Aritma.Psd2.Package.Tests;

/// <summary>The sandbox as a .NET tool.</summary>
[Collection(nameof(PackedPackages))]
public class ToolTests(PackedPackages packages)
{
    private const string Id = "Aritma.Psd2.Sandbox.Tool";
    private const string Command = "aritma-psd2-sandbox";

    private readonly Nupkg _package = packages.Read(Id);

    [SlowFact]
    public void Holds_the_program_and_what_it_runs_on_in_no_language_but_English()
    {
        Assert.Equal(
            [
                $"{Id}.nuspec",
                "README.md",
                "tools/net10.0/any/Aritma.Psd2.Sandbox.dll",
                "tools/net10.0/any/Aritma.Psd2.dll",
                "tools/net10.0/any/DotnetToolSettings.xml",
                "tools/net10.0/any/Microsoft.Bcl.Cryptography.dll",
                "tools/net10.0/any/Microsoft.IdentityModel.Abstractions.dll",
                "tools/net10.0/any/Microsoft.IdentityModel.JsonWebTokens.dll",
                "tools/net10.0/any/Microsoft.IdentityModel.Logging.dll",
                "tools/net10.0/any/Microsoft.IdentityModel.Tokens.dll",
                "tools/net10.0/any/ReactiveUI.Disposables.dll",
                "tools/net10.0/any/ReactiveUI.Primitives.Core.dll",
                "tools/net10.0/any/ReactiveUI.Primitives.dll",
                "tools/net10.0/any/Refit.HttpClientFactory.dll",
                "tools/net10.0/any/Refit.dll",
                "tools/net10.0/any/Scalar.AspNetCore.dll",
                "tools/net10.0/any/System.CommandLine.dll",
                $"tools/net10.0/any/{Command}.deps.json",
                $"tools/net10.0/any/{Command}.dll",
                $"tools/net10.0/any/{Command}.runtimeconfig.json",
            ],
            _package.Entries);
    }

    [SlowFact]
    public void Is_a_tool_with_one_command_under_the_license_of_all_packages()
    {
        var command = _package.ReadXml("tools/net10.0/any/DotnetToolSettings.xml").Descendants("Command").Single();

        Assert.Equal(["DotnetTool"], _package.Types);
        Assert.Equal((Command, $"{Command}.dll"), ((string?)command.Attribute("Name"), (string?)command.Attribute("EntryPoint")));
        Assert.Equal("MIT", _package.License);
        Assert.Equal(PackedPackages.Version, _package.Version);
        Assert.Empty(_package.Dependencies);
    }

    [SlowFact]
    public async Task Installs_from_a_folder_and_answers_a_token_request()
    {
        var folder = Directory.CreateDirectory(Path.Combine(packages.Feed, "..", "tool")).FullName;
        var (installed, log) = await Build.RunAsync(
            "dotnet", folder, "tool", "install", Id, "--version", PackedPackages.Version, "--tool-path", folder, "--source", packages.Feed);
        Assert.True(installed == 0, log);

        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(folder, Command), ["--port", "0", "--client-id", "erp", "--client-secret", "for-this-test"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var answer = await RequestTokenAsync(await ReadTokenEndpointAsync(process, limit.Token), limit.Token);

            Assert.Equal(3600, answer.GetProperty("expires_in").GetInt32());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> ReadTokenEndpointAsync(Process process, CancellationToken cancellationToken)
    {
        const string Label = "  Token endpoint  ";
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Label, StringComparison.Ordinal))
            {
                return line[Label.Length..];
            }
        }

        throw new EndOfStreamException("The tool ended before it printed the token endpoint.");
    }

    private static async Task<JsonElement> RequestTokenAsync(string tokenEndpoint, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "erp",
            ["client_secret"] = "for-this-test",
            ["scope"] = "banking.channel.psd2 banking.ais.read",
        });
        using var response = await http.PostAsync(new Uri(tokenEndpoint), form, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }
}
