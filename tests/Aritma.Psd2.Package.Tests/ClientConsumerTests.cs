using System.Text.Json;

namespace Aritma.Psd2.Package.Tests;

/// <summary>Console projects that name the ready client, and of Aritma.Psd2 only what it brings with it.</summary>
[Collection(nameof(PackedPackages))]
public class ClientConsumerTests(PackedPackages packages)
{
    [SlowFact]
    public async Task A_console_project_builds_without_a_warning_and_reads_by_the_client_and_by_an_interface_of_its_own()
    {
        var project = packages.CreateProject(
            "Consumer", ["Aritma.Psd2.Client", "Aritma.Psd2.Sandbox"], "<OutputType>Exe</OutputType>", ClientProgram.Source);
        var output = Path.Combine(project, "built");

        var (built, log) = await Build.DotnetAsync(project, "build", "-o", output);

        Assert.True(built == 0, log);
        Assert.DoesNotMatch("warning [A-Z]", log);
        await ClientProgram.RunAndCheckAsync(output, "dotnet", "Consumer.dll");
    }

    [SlowFact]
    public async Task The_rules_their_fixes_and_the_build_files_reach_a_project_that_names_the_client_alone()
    {
        const string Source = """
            using System.Threading.Tasks;
            using Aritma.Psd2;
            using Refit;

            [Psd2Scopes(Psd2Scope.AisRead)]
            internal interface IStatementsApi
            {
                [Get("/statements")]
                Task<string> GetAsync();
            }
            """;
        var project = packages.CreateProject(
            "Consumer", ["Aritma.Psd2.Client"], "<Psd2AllowedScopes>banking.channel.psd2</Psd2AllowedScopes>", Source);

        var (exitCode, log) = await Build.DotnetAsync(project, "build");
        var (asked, analyzers) = await Build.DotnetAsync(project, "msbuild", "-t:ResolveLockFileAnalyzers", "-getItem:Analyzer");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error PSD2006: 'banking.ais.read' of 'IStatementsApi' is not among the Psd2AllowedScopes of this project "
                + "(banking.channel.psd2).",
            log,
            StringComparison.Ordinal);
        Assert.True(asked == 0, analyzers);
        using var items = JsonDocument.Parse(analyzers);
        Assert.Equal(
            ["Aritma.Psd2.CodeFixes", "Aritma.Psd2.Generators"],
            items.RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray()
                .Select(analyzer => analyzer.GetProperty("Filename").GetString())
                .Where(name => name!.StartsWith("Aritma", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }
}
