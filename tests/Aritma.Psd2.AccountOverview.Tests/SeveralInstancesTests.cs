using System.Globalization;
using Aritma.Psd2.Tests.Sharing;
using StackExchange.Redis;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>Two instances behind one address: what a visitor begins at one, the other goes on with.</summary>
public sealed class SeveralInstancesTests
{
    [RedisFact]
    public async Task Instances_share_cookies_and_tokens()
    {
        // On the real clock, as Redis is: what has expired there isn't saved.
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var redis = await RedisServer.StartAsync();
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{redis.Port}");
        await using var one = new SampleApplication(sandbox, ("AccountOverview:Redis", address));
        await using var another = new SampleApplication(sandbox, ("AccountOverview:Redis", address));
        var saved = new Recorded<string>();
        await using var watch = await ConnectionMultiplexer.ConnectAsync(address);
        await watch.GetSubscriber().SubscribeAsync(RedisChannel.Literal("__keyevent@0__:hset"), (_, key) => saved.Add(key.ToString()));
        var cookies = new CookieContainer();
        using var atOne = new Visitor(one, cookies: cookies);
        using var atAnother = new Visitor(another, cookies: cookies);

        var sent = await atOne.StartConnectingAsync("Nordlysvik Bank");
        await TokensAreSavedAsync(1);
        var callback = await atAnother.OpenAsync(await atAnother.DecideAsync(sent.Location));
        Assert.Equal("/", callback.Location.PathAndQuery);
        var accounts = await atAnother.FollowAsync(callback);
        await TokensAreSavedAsync(2);
        var account = await atOne.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));

        Assert.Equal((HttpStatusCode.OK, "Household"), (account.Status, account.Heading));
        Assert.Equal(HttpStatusCode.OK, (await atOne.OpenAsync("/connect")).Status);
        Assert.Equal(
            ["banking.ais.read banking.channel.psd2", "banking.channel.psd2"],
            sandbox.TokenRequests.Select(request => string.Join(' ', request.Scope!.Split(' ').Order())).Order());

        // A token is saved when its caller has it already.
        Task TokensAreSavedAsync(int count) => saved.FirstAsync(_ => saved.All.Distinct().Count() >= count);
    }
}
