using System.Diagnostics;
using System.Reflection;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>The sample, run as its own process.</summary>
public class QuickStartTests
{
    [Fact]
    public async Task Shows_accounts_transactions_and_one_token_request_for_each_scope_set()
    {
        var (exitCode, output, errors) = await RunAsync([]);

        Assert.Equal(("", 0), (errors, exitCode));
        Assert.Contains("a sandbox in this process", output, StringComparison.Ordinal);
        Assert.Matches(@"Refit \d+\.\d+\.\d+", output);
        Assert.Contains(
            """
              IAccountsApi: banking.channel.psd2 banking.ais.read
              IBanksApi: banking.channel.psd2
              IConsentsApi: banking.channel.psd2
              IBankDirectoryApi: banking.channel.psd2

            """.ReplaceLineEndings("\n"),
            output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Contains("Banks in Sweden: Vattenrosbanken", output, StringComparison.Ordinal);
        Assert.Matches(@"NO\d{13}  -?\d+\.\d\d NOK", output);
        Assert.Matches(@"│ \d{4}-\d\d-\d\d │", output);
        Assert.Matches(@"│ banking\.channel\.psd2 +│ IAccountsApi +│ +7 │ +1 │\s+│ banking\.ais\.read +│", output);
        Assert.Matches(@"│ banking\.channel\.psd2 +│ IBanksApi +│ +3 │ +1 │\s+│ +│ IConsentsApi .*\s+│ +│ IBankDirectoryApi ", output);
    }

    [Fact]
    public async Task Credentials_send_it_to_the_configured_endpoint_and_wrong_ones_are_one_line_and_exit_code_1()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();

        var (exitCode, _, errors) = await RunAsync(new()
        {
            ["Aritma__Psd2__ClientId"] = sandbox.ClientId,
            ["Aritma__Psd2__ClientSecret"] = "wrong-secret",
            ["Aritma__Psd2__TokenEndpoint"] = sandbox.TokenEndpoint.AbsoluteUri,
            ["Aritma__Psd2__ApiBaseAddress"] = sandbox.ApiBaseAddress.AbsoluteUri,
        });

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"The token endpoint {sandbox.TokenEndpoint.Authority} refused a token for 'banking.channel.psd2': invalid_client (400). "
            + "It says: \"Client authentication failed.\". Check Aritma:Psd2:ClientId and Aritma:Psd2:ClientSecret, and that they belong "
            + "to this environment.",
            errors.Trim());
        Assert.Single(sandbox.TokenRequests);
        Assert.Empty(sandbox.ApiRequests);
    }

    [Theory]
    [InlineData("Aritma__Psd2__ClientId", "Aritma:Psd2:ClientSecret is missing.")]
    [InlineData("Aritma__Psd2__ClientSecret", "Aritma:Psd2:ClientId is missing.")]
    public async Task Half_of_the_credentials_are_one_line_and_exit_code_1(string key, string expected)
    {
        var (exitCode, output, errors) = await RunAsync(new() { [key] = "half-of-it" });

        Assert.Equal(1, exitCode);
        Assert.StartsWith(expected, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("half-of-it", output + errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Dictionary<string, string> environment)
    {
        var sample = typeof(QuickStartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(path => path.Key == "QuickStart").Value!;
        var start = new ProcessStartInfo("dotnet", [sample])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("Aritma__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(key);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
