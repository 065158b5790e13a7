namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The API is told from which address the user asks: without it, a bank limits the calls.</summary>
public sealed class UserAddressTests
{
    // That of a request in memory.
    private const string Connected = "203.0.113.7";

    [Fact]
    public async Task Each_call_about_accounts_says_that_the_user_is_present()
    {
        // A call that doesn't is answered with 429.
        await using var running = await RunningApplication.StartAsync(options => options.UnattendedRequestsPerDay = 0);
        using var visitor = running.Visit();

        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var account = await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));
        await visitor.OpenAsync(account.Link("Download CSV"));

        Assert.Null(accounts.Page.QuerySelector(".notice"));
        Assert.All(visitor.Answers, answer => Assert.True((int)answer.Status < 400));
        AssertAddress(running.Sandbox, Connected);
    }

    [Theory]
    [InlineData("198.51.100.9")]
    [InlineData("203.0.113.200, 198.51.100.9")]
    public async Task Behind_a_proxy_it_is_the_address_that_the_proxy_names(string forwarded)
    {
        await using var running = await RunningApplication.StartAsync(null, ("AccountOverview:Proxies:0", Connected));
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");

        var calls = await running.CallsOfAsync(() => visitor.OpenAsync("/", ("X-Forwarded-For", forwarded)));

        Assert.Equal("198.51.100.9", Assert.Single(calls).Headers["PSU-IP-Address"]);
    }

    [Theory]
    [InlineData("203.0.113.7", "10.1.2.3")]
    [InlineData("203.0.113.0/24", "10.0.0.0/8")]
    public async Task Behind_two_proxies_it_is_the_address_that_the_first_one_names(string last, string first)
    {
        await using var running = await RunningApplication.StartAsync(
            null, ("AccountOverview:Proxies:0", last), ("AccountOverview:Proxies:1", first));
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");

        // What stands in front is the visitor's own invention.
        var calls = await running.CallsOfAsync(() =>
            visitor.OpenAsync("/", ("X-Forwarded-For", "192.0.2.200, 198.51.100.9, 10.1.2.3")));

        Assert.Equal("198.51.100.9", Assert.Single(calls).Headers["PSU-IP-Address"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("192.0.2.1")]
    public async Task What_anybody_else_says_is_not_believed(string? proxy)
    {
        await using var running = await RunningApplication.StartAsync(
            null, proxy is null ? [] : [("AccountOverview:Proxies:0", proxy)]);
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");

        var calls = await running.CallsOfAsync(() => visitor.OpenAsync("/", ("X-Forwarded-For", "198.51.100.9")));

        Assert.Equal(Connected, Assert.Single(calls).Headers["PSU-IP-Address"]);
    }

    private static void AssertAddress(Psd2Sandbox sandbox, string address)
    {
        var calls = sandbox.ApiRequests.Where(call => call.PathAndQuery.StartsWith("/api/accounts", StringComparison.Ordinal)).ToList();
        Assert.True(calls.Count >= 7);
        Assert.All(calls, call => Assert.Equal(address, call.Headers["PSU-IP-Address"]));
    }
}
