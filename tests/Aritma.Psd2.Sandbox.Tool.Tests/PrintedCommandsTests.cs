namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>What the tool prints to be pasted, run as it stands.</summary>
[Collection(nameof(RunningTool))]
public class PrintedCommandsTests(RunningTool running)
{
    private const string Obtain = "Obtain a token:";
    private const string List = "List the banks:";
    private const string Create = "Create a consent with that token, and open its redirectUrl in a browser:";

    [ShellFact]
    public async Task The_token_request_obtains_a_token()
    {
        var run = await ProgramRun.OfAsync(Programs.Shell!, "-c", running.Process.Command(Obtain));

        Assert.True(run.ExitCode == 0, run.ToString());
        TokenAnswer.Parse(run.Output).AssertAsDocumented();
    }

    [ShellFact]
    public async Task The_banks_are_listed_with_a_token_of_its_own()
    {
        var run = await ProgramRun.OfAsync(Programs.Shell!, "-c", running.Process.Command(List));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.StartsWith("HTTP/1.1 200 OK", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nordlysvik Bank", run.Output, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task A_consent_is_created_with_the_token_of_the_list_of_banks()
    {
        var run = await ProgramRun.OfAsync(
            Programs.Shell!, "-c", $"{running.Process.Command(List)} > /dev/null\n{running.Process.Command(Create)}");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.StartsWith("HTTP/1.1 201 Created", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"redirectUrl\":\"http://127.0.0.1:", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Whatever means something to a shell, to a form, or to the tool's own command line.</summary>
    [ShellFact]
    public async Task Credentials_with_odd_characters_obtain_a_token_as_well()
    {
        using var tool = await ToolProcess.StartAsync(
            "--client-id", "~root/a b&c=d+e%20f'g\"h`i$HOME(j);k|l<m>n*o?p#q!r\\", "--client-secret", "@/etc/passwd ключ 😀 [x]{y,z}^");

        var token = await ProgramRun.OfAsync(Programs.Shell!, "-c", tool.Command(Obtain));
        var banks = await ProgramRun.OfAsync(Programs.Shell!, "-c", tool.Command(List));

        Assert.True(token.ExitCode == 0, token.ToString());
        TokenAnswer.Parse(token.Output).AssertAsDocumented();
        Assert.StartsWith("HTTP/1.1 200 OK", banks.Output, StringComparison.Ordinal);
        // Bash expands it after =, where other shells don't.
        Assert.False(tool.Command(Obtain).Contains('~', StringComparison.Ordinal), "A tilde stands in the command.");
    }
}
