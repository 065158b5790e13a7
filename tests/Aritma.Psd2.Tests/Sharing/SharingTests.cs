using System.Net;
using System.Text;

namespace Aritma.Psd2.Tests.Sharing;

public class SharingTests
{
    [Fact]
    public async Task A_token_of_one_instance_serves_the_others()
    {
        await using var cluster = new Cluster();

        var first = await cluster.Add("a").CallAsync();
        await cluster.SavedAsync();
        var second = await cluster.Add("b").CallAsync();

        Assert.Equal(("a-1", "a-1"), (first, second));
        Assert.Equal(1, cluster.TokenRequests);
    }

    [Fact]
    public async Task Instances_that_look_before_a_token_is_saved_get_one_each()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        var bothAsked = new TaskCompletionSource();
        Hold(first);
        Hold(second);

        var calls = new[] { first.CallAsync(), second.CallAsync() };
        await first.TokenEndpoint.ReceivedAsync(1);
        await second.TokenEndpoint.ReceivedAsync(1);
        bothAsked.SetResult();
        var tokens = await Task.WhenAll(calls);

        Assert.Equal(["a-1", "b-1"], tokens);
        await cluster.SavedAsync();
        Assert.Contains(await cluster.Add("c").CallAsync(), tokens);

        void Hold(Instance instance)
        {
            var answer = instance.TokenEndpoint.Answer;
            instance.TokenEndpoint.Answer = async (number, cancelled) =>
            {
                await bothAsked.Task;
                return await answer(number, cancelled);
            };
        }
    }

    [Fact]
    public async Task The_cache_holds_the_token_protected_until_it_expires()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        instance.TokenEndpoint.Answers(TokenEndpointStub.Token("t0ken-value", expiresIn: 1800));

        await instance.CallAsync();
        await cluster.SavedAsync();

        var (key, entry) = Assert.Single(cluster.Store.Entries);
        var text = key + Encoding.Latin1.GetString(entry.Value);
        foreach (var part in new[] { "t0ken-value", TestServices.Secret, "erp client", "banking.ais.read" })
        {
            Assert.DoesNotContain(part, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(part))[..8], text, StringComparison.Ordinal);
        }

        Assert.Equal(TestTime.Start.AddSeconds(1800), entry.Expires, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_token_of_another_instance_ends_when_it_would_have_ended_there()
    {
        await using var cluster = new Cluster();
        await cluster.Add("a").CallAsync();
        await cluster.SavedAsync();
        var expires = Assert.Single(cluster.Store.Entries).Value.Expires;

        // The margin of an hour is a minute.
        cluster.Time.Advance(expires - cluster.Time.GetUtcNow() - TimeSpan.FromSeconds(61));
        var late = cluster.Add("b");
        Assert.Equal("a-1", await late.CallAsync());
        Assert.Equal(expires, late.Token.ExpiresAt);

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("c-1", await cluster.Add("c").CallAsync());
    }

    [Fact]
    public async Task A_token_that_one_instance_has_refreshed_serves_the_others_before_theirs_expires()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        await first.CallAsync();
        await cluster.SavedAsync();
        await second.CallAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(3600 * 0.9));

        Assert.Equal("a-2", await first.CallAndRefreshAsync());
        await cluster.SavedAsync();
        Assert.Equal("a-2", await second.CallAndRefreshAsync());

        Assert.Equal(2, cluster.TokenRequests);
    }

    [Fact]
    public async Task A_refresh_does_not_bring_the_token_in_use_back()
    {
        // When a token is refreshed differs by chance, so that one try would prove nothing.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await using var cluster = new Cluster();
            var instance = cluster.Add("a");
            await instance.CallAsync();
            await cluster.SavedAsync();
            cluster.Time.Advance(TimeSpan.FromSeconds(3600 * 0.74));

            var renewals = 0;
            while (renewals == 0)
            {
                cluster.Time.Advance(TimeSpan.FromSeconds(10));
                await instance.CallAndRefreshAsync();
                renewals = instance.Logs.Texts().Count(message => message.Contains("(expiring)", StringComparison.Ordinal));
            }

            Assert.Equal("a-2", await instance.CallAsync());
        }
    }

    [Fact]
    public async Task A_rejected_token_is_not_taken_back_and_a_newer_one_is()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        await first.CallAsync();

        // A save that is late would bring a-1 back after its removal.
        await cluster.SavedAsync();
        Reject("a-1", first, second);

        Assert.Equal("a-2", await first.CallAsync());
        await cluster.SavedAsync();
        cluster.Store.Remove(Assert.Single(cluster.Store.Entries.Keys));
        Assert.Equal("b-1", await second.CallAsync());
        await cluster.SavedAsync();
        Reject("b-1", second);
        Reject("b-1", first);
        Assert.Equal("b-2", await second.CallAsync());

        Assert.Equal(4, cluster.TokenRequests);
    }

    [Fact]
    public async Task Instances_that_meet_a_401_share_the_new_token()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        await first.CallAsync();
        await cluster.SavedAsync();
        await second.CallAsync();
        Reject("a-1", first, second);

        Assert.Equal("a-2", await first.CallAsync());
        await cluster.SavedAsync();
        Assert.Equal("a-2", await second.CallAsync());

        Assert.Equal(2, cluster.TokenRequests);
    }

    [Fact]
    public async Task A_newer_token_that_was_revoked_too_costs_no_call()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        await first.CallAsync();
        await cluster.SavedAsync();
        await second.CallAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(3600 * 0.9));
        await first.CallAndRefreshAsync();
        await cluster.SavedAsync();
        Reject(["a-1", "a-2"], second);

        Assert.Equal("b-1", await second.CallAsync());

        Assert.Equal(["a-1", "a-1", "a-2", "b-1"], second.Api.Requests.Select(request => request.Authorization!["Bearer ".Length..]));
    }

    [Fact]
    public async Task An_api_that_rejects_every_token_gets_a_call_three_times_at_most()
    {
        await using var cluster = new Cluster();
        var (first, second) = (cluster.Add("a"), cluster.Add("b"));
        await first.CallAsync();
        await cluster.SavedAsync();
        await second.CallAsync();
        Reject(["a-1"], first);
        await first.CallAsync();
        await cluster.SavedAsync();
        Reject(["a-1", "a-2", "b-1"], second);

        await second.CallAsync();
        await second.CallAsync();

        Assert.Equal(
            ["a-1", "a-1", "a-2", "b-1", "b-1"], second.Api.Requests.Select(request => request.Authorization!["Bearer ".Length..]));
    }

    private static void Reject(string token, params Instance[] instances) => Reject([token], instances);

    private static void Reject(string[] tokens, params Instance[] instances) => Array.ForEach(instances, instance =>
        instance.Api.Answer = request => Task.FromResult(new HttpResponseMessage(
            tokens.Contains(request.Headers.Authorization!.Parameter) ? HttpStatusCode.Unauthorized : HttpStatusCode.OK)));
}
