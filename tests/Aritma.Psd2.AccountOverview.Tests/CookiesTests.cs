namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What a visitor's browser keeps, and whether anybody else can read or write it.</summary>
public sealed class CookiesTests(RunningApplication running) : IClassFixture<RunningApplication>
{
    [Fact]
    public async Task All_cookies_are_for_the_server_alone_and_tell_nothing()
    {
        using var visitor = running.Visit();
        await UseEverythingAsync(visitor);

        var cookies = visitor.Answers.SelectMany(answer => answer.SetCookies).ToList();
        string[] names = ["connections=", "pending.", ".AspNetCore.Culture=", ".AspNetCore.Antiforgery."];
        Assert.All(names, name => Assert.Contains(cookies, cookie => cookie.StartsWith(name, StringComparison.Ordinal)));
        Assert.All(cookies, cookie =>
        {
            var attributes = cookie.Split("; ").Select(attribute => attribute.ToUpperInvariant()).ToList();
            Assert.Contains("HTTPONLY", attributes);
            Assert.Contains("SECURE", attributes);
            Assert.Contains(attributes, attribute => attribute is "SAMESITE=LAX" or "SAMESITE=STRICT");
        });
    }

    [Fact]
    public async Task No_answer_tells_a_token_the_secret_or_a_consent()
    {
        using var visitor = running.Visit();
        await UseEverythingAsync(visitor);

        string[] hidden =
        [
            running.Sandbox.ClientSecret,
            await running.LastConsentAsync(),
            .. running.Sandbox.TokenRequests.Select(request => request.IssuedAccessToken!),
        ];
        Assert.True(hidden.Length >= 4);
        Assert.All(visitor.Answers, answer =>
            Assert.All(hidden, secret => Assert.DoesNotContain(secret, answer.Everything, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_cookie_that_was_changed_is_as_none(int at)
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        var cookie = visitor.Cookies.GetCookies(visitor.Address)["connections"]!;
        cookie.Value = cookie.Value[..at] + (cookie.Value[at] == 'A' ? 'B' : 'A') + cookie.Value[(at + 1)..];

        var accounts = await visitor.OpenAsync("/");

        Assert.Equal(HttpStatusCode.OK, accounts.Status);
        Assert.Contains("No bank is connected yet", accounts.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_is_none_under_another_name()
    {
        using var visitor = running.Visit();
        await visitor.StartConnectingAsync("Nordlysvik Bank");
        var pending = visitor.Cookies.GetCookies(new Uri(visitor.Address, "/connect")).Single(cookie =>
            cookie.Name.StartsWith("pending.", StringComparison.Ordinal));
        visitor.Cookies.Add(new Cookie("connections", pending.Value, "/", visitor.Address.Host));

        Assert.Contains("No bank is connected yet", (await visitor.OpenAsync("/")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_is_remembered_below_connect_only_and_forgotten_afterwards()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");
        Assert.Contains(sent.SetCookies, cookie => cookie.StartsWith("pending.", StringComparison.Ordinal)
            && cookie.Contains("; path=/connect;", StringComparison.OrdinalIgnoreCase)
            && cookie.Contains("max-age=3600", StringComparison.OrdinalIgnoreCase));

        await visitor.OpenAsync(await visitor.DecideAsync(sent.Location));

        Assert.DoesNotContain(visitor.Cookies.GetAllCookies(), cookie => cookie.Name.StartsWith("pending.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ways_that_nobody_came_back_from_are_forgotten_but_for_the_last_five()
    {
        using var visitor = running.Visit();
        var page = await visitor.OpenAsync("/connect");
        for (var i = 0; i < 8; i++)
        {
            await visitor.PressAsync(page, "Nordlysvik Bank");
        }

        Assert.Equal(5, visitor.Cookies.GetAllCookies().Count(cookie => cookie.Name.StartsWith("pending.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_last_five_ways_lead_back_and_older_ones_do_not()
    {
        using var visitor = running.Visit();
        var page = await visitor.OpenAsync("/connect");
        var backs = new List<Uri>();
        for (var i = 0; i < 8; i++)
        {
            backs.Add(await visitor.DecideAsync((await visitor.PressAsync(page, "Nordlysvik Bank")).Location));
        }

        var statuses = new List<HttpStatusCode>();
        foreach (var back in backs)
        {
            statuses.Add((await visitor.OpenAsync(back)).Status);
        }

        Assert.Equal(
            [.. Enumerable.Repeat(HttpStatusCode.BadRequest, 3), .. Enumerable.Repeat(HttpStatusCode.Redirect, 5)], statuses);
    }

    [Fact]
    public async Task What_is_longer_than_a_browser_keeps_of_a_cookie_is_kept_in_several()
    {
        using var visitor = running.Visit();
        // Encrypted, it is longer still.
        var name = new string('N', 5000);
        var sent = await visitor.StartConnectingAsync("Bank that approves");
        var back = await visitor.BeDecidedOnAsync(sent.Location);
        // The consent is read as usual, and then the list of banks.
        running.Sandbox.ApiFaults.Add(new SandboxFault());
        running.Sandbox.ApiFaults.Add(new SandboxFault
        {
            Body = $$"""{"banks":[{"id":"{{SandboxBanks.Approves}}","name":"{{name}}"}]}""",
        });

        var accounts = await visitor.FollowAsync(await visitor.OpenAsync(back));

        Assert.NotNull(accounts.Card(name).QuerySelector("li"));
        Assert.All(visitor.Answers.SelectMany(answer => answer.SetCookies), cookie => Assert.True(cookie.Length <= 4096));
    }

    [Fact]
    public async Task A_restarted_application_reads_the_cookies_that_were_written_before()
    {
        var keys = Directory.CreateTempSubdirectory("account-overview-restart-");
        try
        {
            var cookies = new CookieContainer();
            Uri back;
            await using (var before = new SampleApplication(running.Sandbox, ("AccountOverview:KeyRing", keys.FullName)))
            {
                using var visitor = new Visitor(before, cookies: cookies);
                await visitor.ConnectAsync("Nordlysvik Bank");
                back = await visitor.DecideAsync((await visitor.StartConnectingAsync("Klitvangens Bank")).Location);
            }

            await using var after = new SampleApplication(running.Sandbox, ("AccountOverview:KeyRing", keys.FullName));
            using var returned = new Visitor(after, cookies: cookies);
            var accounts = await returned.FollowAsync(await returned.OpenAsync(back));

            Assert.NotNull(accounts.Card("Nordlysvik Bank").QuerySelector("li"));
            Assert.NotNull(accounts.Card("Klitvangens Bank").QuerySelector("li"));
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_application_with_other_keys_reads_none()
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        await using var other = new SampleApplication(running.Sandbox);
        using var elsewhere = new Visitor(other, cookies: visitor.Cookies);

        Assert.Contains("No bank is connected yet", (await elsewhere.OpenAsync("/")).Main, StringComparison.Ordinal);
    }

    private static async Task UseEverythingAsync(Visitor visitor)
    {
        await visitor.StartConnectingAsync("Nordlysvik Bank");
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var account = await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));
        await visitor.OpenAsync(account.Link("Download CSV"));
        await visitor.PressAsync(account, "Set", about: null, ("culture", "nb"));
        await visitor.OpenAsync("/access");
        await visitor.OpenAsync("/connect/callback?state=made-up");
        await visitor.OpenAsync("/nowhere");
        var sent = await visitor.PressAsync(accounts, "Renew");
        accounts = await visitor.FollowAsync(await visitor.OpenAsync(await visitor.DecideAsync(sent.Location)));
        await visitor.PressAsync(accounts, "Remove");
        Assert.All(visitor.Answers, answer => Assert.True((int)answer.Status < 500));
    }
}
