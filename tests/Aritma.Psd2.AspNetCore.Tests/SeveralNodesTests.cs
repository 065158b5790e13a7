using Aritma.Psd2.Sandbox;
using Xunit.Abstractions;

namespace Aritma.Psd2.AspNetCore.Tests;

/// <summary>Ten processes, a Redis server and the sandbox.</summary>
public class SeveralNodesTests(ITestOutputHelper output)
{
    private const int Nodes = 10;

    // One request, and one more for each node that the machine holds up for longer than a claim has to stand. Nodes that compile their
    // code while ten of them share two cores are held up more often.
    private const int Handful = 3;
    private const int HandfulOfColdProcesses = 5;

    [RedisFact]
    public async Task Ten_nodes_cost_a_handful_of_token_requests_and_a_dead_cache_costs_no_call()
    {
        var keyRing = Directory.CreateTempSubdirectory("aritma-psd2-keys-");
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var redis = await RedisServer.StartAsync();
        var nodes = Enumerable.Range(0, Nodes).Select(_ => NodeProcess.Start(sandbox, redis, keyRing.FullName)).ToArray();
        try
        {
            Assert.All(await Task.WhenAll(nodes.Select(node => node.ReadAsync())), line => Assert.Equal("ready", line));

            Assert.InRange(await CallAllAsync("cold", "channel"), 1, HandfulOfColdProcesses);
            sandbox.RevokeTokens();
            Assert.InRange(await CallAllAsync("revoked", "channel"), 1, Handful);
            Assert.InRange(await CallAllAsync("cold, code is warm", "accounts"), 1, Handful);

            await redis.KillAsync();
            Assert.Equal(0, await CallAllAsync("cache dead, tokens in memory", "accounts"));
            sandbox.RevokeTokens();
            Assert.Equal(Nodes, await CallAllAsync("cache dead, revoked", "accounts"));

            foreach (var log in await Task.WhenAll(nodes.Select(node => node.EndAsync())))
            {
                Assert.Contains("[101]", log, StringComparison.Ordinal);
                Assert.DoesNotContain(sandbox.ClientSecret, log, StringComparison.Ordinal);
                Assert.All(sandbox.TokenRequests, request => Assert.DoesNotContain(request.IssuedAccessToken!, log, StringComparison.Ordinal));
            }
        }
        finally
        {
            Array.ForEach(nodes, node => node.Dispose());
            keyRing.Delete(recursive: true);
        }

        async Task<int> CallAllAsync(string what, string client)
        {
            var before = sandbox.TokenRequests.Count;
            var answers = await Task.WhenAll(nodes.Select(node => node.CallAsync(client)));
            var requests = sandbox.TokenRequests.Count - before;
            output.WriteLine($"{what}: {Nodes} calls, {requests} token requests");
            Assert.All(answers, answer => Assert.Equal("OK", answer));
            return requests;
        }
    }
}
