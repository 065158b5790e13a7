using Aritma.Psd2.Sandbox;
using Aritma.Psd2.Sharing;
using Aritma.Psd2.Tokens;
using Xunit.Abstractions;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>Ten processes, a Redis server and the sandbox.</summary>
public class SeveralInstancesTests(ITestOutputHelper output)
{
    private const int Instances = 10;

    [RedisFact]
    public async Task Ten_instances_share_their_tokens_and_a_dead_cache_costs_no_call()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var redis = await RedisServer.StartAsync();
        var instances = Enumerable.Range(0, Instances).Select(_ => InstanceProcess.Start(sandbox, redis)).ToArray();
        try
        {
            Assert.All(await Task.WhenAll(instances.Select(instance => instance.ReadAsync())), line => Assert.Equal("ready", line));

            // What is measured then is the sharing, not ten processes that compile their code on few cores.
            await CallOneByOneAsync("processes that have just started, one by one", "accounts");

            // Those that look in the same instant find nothing, and request a token each. Those that come later find one.
            Assert.InRange(await CallAllAsync("cold, all at once", "channel"), 1, Instances);
            await ChannelTokensAreSavedAsync();
            sandbox.RevokeTokens();
            Assert.Equal(1, await CallOneByOneAsync("revoked, one by one", "channel"));

            await redis.KillAsync();
            Assert.Equal(0, await CallAllAsync("cache dead, tokens in memory", "channel"));
            sandbox.RevokeTokens();
            Assert.Equal(Instances, await CallAllAsync("cache dead, revoked", "accounts"));

            foreach (var log in await Task.WhenAll(instances.Select(instance => instance.EndAsync())))
            {
                Assert.Contains("[101]", log, StringComparison.Ordinal);
                Assert.DoesNotContain(sandbox.ClientSecret, log, StringComparison.Ordinal);
                Assert.All(
                    sandbox.TokenRequests, request => Assert.DoesNotContain(request.IssuedAccessToken!, log, StringComparison.Ordinal));
            }
        }
        finally
        {
            Array.ForEach(instances, instance => instance.Dispose());
        }

        Task<int> CallAllAsync(string what, string client) =>
            CountAsync(what, () => Task.WhenAll(instances.Select(instance => instance.CallAsync(client))));

        Task<int> CallOneByOneAsync(string what, string client) => CountAsync(what, async () =>
        {
            var answers = new List<string>();
            foreach (var instance in instances)
            {
                answers.Add(await instance.CallAsync(client));
                await ChannelTokensAreSavedAsync();
            }

            return [.. answers];
        });

        Task ChannelTokensAreSavedAsync()
        {
            var scopes = ScopeSet.Create([Psd2Scope.ChannelPsd2], "The test");
            var key = new SharedTokenKey(new TokenKey(null, sandbox.TokenEndpoint, sandbox.ClientId, scopes));
            return redis.SavedAsync(key.Entry, sandbox.TokenRequests.Count(request => request.Scope == Psd2Scope.ChannelPsd2));
        }

        async Task<int> CountAsync(string what, Func<Task<string[]>> call)
        {
            var before = sandbox.TokenRequests.Count;
            var answers = await call();
            var requests = sandbox.TokenRequests.Count - before;
            output.WriteLine($"{what}: {Instances} calls, {requests} token requests");
            Assert.All(answers, answer => Assert.Equal("OK", answer));
            return requests;
        }
    }
}
