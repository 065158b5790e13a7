namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>Starts the sandbox and the sample, lets users come, and ends both.</summary>
internal static class LoadTest
{
    /// <returns>Whether all was as it must be.</returns>
    public static async Task<bool> RunAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        var tool = await PublishedProgram.PublishAsync("src/Aritma.Psd2.Sandbox.Tool", "aritma-psd2-sandbox", cancellationToken);
        var program = await PublishedProgram.PublishAsync("samples/AccountOverview", "AccountOverview", cancellationToken);
        using var sandbox = await SandboxServer.StartAsync(tool, cancellationToken);
        using var sample = await SampleServer.StartAsync(program, sandbox, cancellationToken);

        var warmUp = await RunPhaseAsync(options.FewUsers, options.WarmUp);
        var many = await RunPhaseAsync(options.Users, options.Duration);
        var few = await RunPhaseAsync(options.FewUsers, options.Duration / 2);

        var findings = new Findings(
            [warmUp, many, few],
            await sandbox.ReadTokenRequestsAsync(cancellationToken),
            await sample.HasFailedCallsAsync(cancellationToken),
            [.. sample.Complaints, .. sandbox.Complaints],
            options.MostGrowth);
        Report.Print(findings);
        return findings.AreFine;

        Task<Phase> RunPhaseAsync(int users, TimeSpan duration)
        {
            Console.Error.WriteLine($"{users} users for {duration.TotalSeconds:F0} s");
            return Phase.RunAsync(users, duration, options.Pause, sample, sandbox, cancellationToken);
        }
    }
}
