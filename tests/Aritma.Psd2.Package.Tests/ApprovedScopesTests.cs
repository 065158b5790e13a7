namespace Aritma.Psd2.Package.Tests;

/// <summary>Projects with a file of approved scopes.</summary>
[Collection(nameof(PackedPackages))]
public class ApprovedScopesTests(PackedPackages packages)
{
    [SlowFact]
    public async Task An_empty_file_fails_the_build_and_dotnet_format_writes_that_of_each_project()
    {
        var accounts = Create("Accounts", "");
        var users = Create("Users", "# Reviewed\r\n\r\nUsers.IApi: banking.ais.read\r\nUsers.IGoneApi: banking.ais.read\r\n");
        var solution = Path.Combine(accounts, "Both.slnx");
        File.WriteAllText(solution, $"""
            <Solution>
              <Project Path="Accounts.csproj" />
              <Project Path="{Path.GetRelativePath(accounts, users)}/Users.csproj" />
            </Solution>
            """);

        var (exitCode, output) = await Build.DotnetAsync(accounts, "build", solution);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error PSD2013: 'Accounts.IApi' declares 'banking.ais.read', but", output, StringComparison.Ordinal);
        Assert.Contains("Psd2Scopes.txt(4,1): error PSD2014: 'Users.IGoneApi'", output, StringComparison.Ordinal);

        (exitCode, output) = await Build.RunAsync(
            "dotnet", accounts, "format", "analyzers", solution, "--diagnostics", "PSD2013", "--no-restore");
        Assert.True(exitCode == 0, output);
        Assert.Equal(
            "Accounts.IApi: banking.ais.read" + Environment.NewLine, await File.ReadAllTextAsync(Path.Combine(accounts, "Psd2Scopes.txt")));
        Assert.Equal(
            "# Reviewed\r\n\r\nUsers.IApi: banking.ais.read\r\n", await File.ReadAllTextAsync(Path.Combine(users, "Psd2Scopes.txt")));

        (exitCode, output) = await Build.DotnetAsync(accounts, "build", solution, "--no-restore");
        Assert.True(exitCode == 0, output);
    }

    private string Create(string name, string approved)
    {
        var project = packages.CreateProject(name, ["Aritma.Psd2"], "", $$"""
            using System.Threading.Tasks;
            using Aritma.Psd2;
            using Refit;

            namespace {{name}};

            [Psd2Scopes(Psd2Scope.AisRead)]
            internal interface IApi
            {
                [Get("/")]
                Task<string> GetAsync();
            }
            """);
        File.WriteAllText(Path.Combine(project, "Psd2Scopes.txt"), approved);
        return project;
    }
}
