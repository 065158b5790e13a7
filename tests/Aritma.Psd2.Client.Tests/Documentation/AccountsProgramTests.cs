using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Client.Tests.Documentation;

public sealed class AccountsProgramTests
{
    private const string Heading = "Connect a bank and list the accounts";

    [Fact]
    public async Task A_user_who_approves_sees_the_accounts_with_their_balances()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        await using var program = await StartAsync(sandbox, answer: "approve");

        var lines = await program.LinesAsync();

        Assert.Contains(lines, line => line.StartsWith("NO", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  interimBooked: ", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            sandbox.ApiRequests, request => request.PathAndQuery.Contains("/balances", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_who_declines_is_told_so()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        await using var program = await StartAsync(sandbox, answer: "decline");

        Assert.Contains("Failure", await program.LineWithAsync("The consent is"), StringComparison.Ordinal);
        Assert.Equal(1, await program.Completion);
    }

    /// <summary>The status isn't answered before the user has decided, so that the program has nothing to wait for.</summary>
    private static async Task<RunningProgram> StartAsync(Psd2Sandbox sandbox, string answer)
    {
        var decided = new TaskCompletionSource();
        sandbox.ApiFaults.Add(new());
        sandbox.ApiFaults.Add(new() { Until = decided.Task });
        var program = RunningProgram.Start(Heading, sandbox);
        await App.AnswerAsync(new(await program.LineWithAsync("http")), answer);
        decided.SetResult();
        return program;
    }
}
