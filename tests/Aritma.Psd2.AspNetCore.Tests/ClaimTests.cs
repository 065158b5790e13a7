using System.Net;
using Aritma.Psd2.Sharing;
using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;

namespace Aritma.Psd2.AspNetCore.Tests;

public class ClaimTests
{
    private static readonly TokenKey Key = new(null, new Uri("https://id.example/connect/token"), "erp", ScopeSet.Create(["a"], "A test"));

    [Fact]
    public async Task A_node_waits_for_the_token_that_another_one_asks_for()
    {
        await using var cluster = new Cluster();
        var (asking, answer) = Held(cluster.Add("a"));
        var waiting = cluster.Add("b");
        waiting.Cache.Before = async (operation, number) =>
        {
            if (operation == "get token" && number == 3)
            {
                answer.SetResult(TokenEndpointStub.Token("of-a"));
                await cluster.Store.WhenSavedAsync();
            }
        };

        var first = asking();
        await cluster.Store.WhenAsync(() => cluster.Store.HasClaim);

        Assert.Equal("of-a", await waiting.CallAsync());
        Assert.Equal("of-a", await first);
        Assert.Equal(1, cluster.TokenRequests);
    }

    [Fact]
    public async Task Of_nodes_that_claim_at_once_one_asks()
    {
        // Few enough that their looks at the cache, each of which moves the clock, don't reach the limit of an operation.
        const int Count = 5;
        await using var cluster = new Cluster();
        var claims = 0;
        var (allHaveRead, allHaveClaimed) = (new CountdownEvent(Count), new TaskCompletionSource());
        var nodes = Enumerable.Range(0, Count).Select(i => cluster.Add($"{(char)('a' + i)}")).ToArray();
        Array.ForEach(nodes, node => node.Cache.Before = (operation, number) =>
        {
            switch (operation, number)
            {
                case ("set claim", 1):
                    // Nobody has written a claim before everybody has read that there is none.
                    allHaveRead.Signal();
                    allHaveRead.Wait();
                    break;
                case ("get token", 2) when Interlocked.Increment(ref claims) == Count:
                    allHaveClaimed.SetResult();
                    break;
                case ("get token", 2):
                    return allHaveClaimed.Task;
                case ("get token", 3):
                    return cluster.Store.WhenAsync(() => cluster.Store.TokenKeys.Length > 0);
            }

            return Task.CompletedTask;
        });

        var tokens = await Task.WhenAll(nodes.Select(node => node.CallAsync()));

        Assert.Equal(1, cluster.TokenRequests);
        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task A_node_that_gets_no_token_makes_way_for_the_next_one()
    {
        await using var cluster = new Cluster();
        var (asking, answer) = Held(cluster.Add("a"));
        var waiting = cluster.Add("b");
        waiting.Cache.Before = async (operation, number) =>
        {
            if (operation == "get token" && number == 3)
            {
                answer.SetResult(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
                await cluster.Store.WhenAsync(() => !cluster.Store.HasClaim);
            }
        };

        var first = asking();
        await cluster.Store.WhenAsync(() => cluster.Store.HasClaim);

        Assert.Equal("b-1", await waiting.CallAsync());
        await Assert.ThrowsAsync<Psd2TokenException>(() => first);
    }

    [Fact]
    public async Task A_node_that_died_holds_up_the_others_for_five_seconds()
    {
        await using var cluster = new Cluster();
        var (dead, alive) = (cluster.Add("a"), cluster.Add("b"));
        Assert.Null(await dead.SharedTokens.FindAsync(Key, _ => true, default));
        var claimed = cluster.Time.GetUtcNow() - DistributedTokens.Interval;

        Assert.Null(await alive.SharedTokens.FindAsync(Key, _ => true, default));

        Assert.Equal(TimeSpan.FromSeconds(5) + DistributedTokens.Interval, cluster.Time.GetUtcNow() - claimed);
    }

    [Fact]
    public async Task A_claim_that_never_goes_holds_up_the_others_for_a_third_of_the_limit()
    {
        await using var cluster = new Cluster();
        cluster.Store.KeepsForever = true;
        var (dead, alive) = (cluster.Add("a"), cluster.Add("b"));
        Assert.Null(await dead.SharedTokens.FindAsync(Key, _ => true, default));
        var start = cluster.Time.GetUtcNow();

        Assert.Null(await alive.SharedTokens.FindAsync(Key, _ => true, default));

        Assert.Equal(TimeSpan.FromSeconds(10), cluster.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_cache_that_keeps_nothing_holds_up_nobody()
    {
        await using var cluster = new Cluster();
        cluster.Store.KeepsNothing = true;
        var node = cluster.Add("a");

        Assert.Null(await node.SharedTokens.FindAsync(Key, _ => true, default));

        Assert.Equal(ManualTimeProvider.Start + (2 * DistributedTokens.Interval), cluster.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_next_attempt_of_the_node_that_claims_goes_on_at_once()
    {
        await using var cluster = new Cluster();
        var node = cluster.Add("a");
        Assert.Null(await node.SharedTokens.FindAsync(Key, _ => true, default));
        node.Cache.Operations.Clear();

        Assert.Null(await node.SharedTokens.FindAsync(Key, _ => true, default));

        Assert.Equal(["get token", "get claim"], node.Cache.Operations);
    }

    [Fact]
    public async Task A_node_removes_no_claim_but_its_own()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        Assert.Null(await first.SharedTokens.FindAsync(Key, _ => true, default));

        await second.SharedTokens.ReleaseAsync(Key);
        Assert.True(cluster.Store.HasClaim);
        await first.SharedTokens.ReleaseAsync(Key);
        Assert.False(cluster.Store.HasClaim);
    }

    [Fact]
    public async Task A_claim_that_came_too_late_is_taken_back()
    {
        await using var cluster = new Cluster();
        var (first, late) = (cluster.Add("a"), cluster.Add("b"));
        late.Cache.Before = async (operation, number) =>
        {
            if (operation == "set claim")
            {
                await first.SharedTokens.SaveAsync(Key, Token("a-1", cluster.Time));
            }
        };

        Assert.Equal("a-1", (await late.SharedTokens.FindAsync(Key, _ => true, default))!.Token.Value);

        await cluster.Store.WhenSavedAsync();
    }

    [Fact]
    public async Task A_node_does_not_queue_behind_nodes_whose_tokens_it_cannot_read()
    {
        await using var cluster = new Cluster();
        var first = cluster.Add("a");
        var stranger = cluster.Add("b", new EphemeralDataProtectionProvider());
        Assert.Null(await first.SharedTokens.FindAsync(Key, _ => true, default));
        stranger.Cache.Before = (operation, number) => operation == "get token" && number == 2
            ? first.SharedTokens.SaveAsync(Key, Token("a-1", cluster.Time))
            : Task.CompletedTask;

        Assert.Null(await stranger.SharedTokens.FindAsync(Key, _ => true, default));

        Assert.DoesNotContain("set claim", stranger.Cache.Operations);
    }

    [Fact]
    public async Task A_search_that_is_cancelled_ends_without_a_warning()
    {
        await using var cluster = new Cluster();
        var node = cluster.Add("a");
        using var cancelled = new CancellationTokenSource();
        node.Cache.Before = (_, _) => cancelled.CancelAsync();

        Assert.Null(await node.SharedTokens.FindAsync(Key, _ => true, cancelled.Token));

        Assert.Empty(node.Warnings);
    }

    private static CachedToken Token(string value, TimeProvider time) =>
        new(new Psd2AccessToken(value, ["a"], time.GetUtcNow().AddHours(1)), TimeSpan.FromHours(1), time.GetTimestamp(), time);

    private static (Func<Task<string>> Call, TaskCompletionSource<HttpResponseMessage> Answer) Held(Node node)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        node.TokenEndpoint.Answer = (_, _) => answer.Task;
        return (node.CallAsync, answer);
    }
}
