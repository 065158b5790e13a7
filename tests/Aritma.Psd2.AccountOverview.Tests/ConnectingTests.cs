namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The way to the bank and back.</summary>
public sealed class ConnectingTests(RunningApplication running) : IClassFixture<RunningApplication>
{
    [Theory]
    [InlineData("nb-NO", "nb")]
    [InlineData("sv-SE", "en")]
    [InlineData("en-GB", "en")]
    public async Task A_form_is_answered_with_303_to_the_consent_page_in_the_users_language(string language, string expected)
    {
        using var visitor = running.Visit(language);

        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Equal(running.Sandbox.Address.Authority, sent.Location.Authority);
        Assert.Equal($"?ui-culture={expected}", sent.Location.Query);
    }

    [Fact]
    public async Task An_approved_bank_is_shown_with_its_accounts()
    {
        using var visitor = running.Visit();
        Assert.Contains("No bank is connected yet", (await visitor.OpenAsync("/")).Main, StringComparison.Ordinal);

        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");

        var names = accounts.Card("Nordlysvik Bank").QuerySelectorAll("li .name").Select(name => name.Words());
        Assert.Equal(["Household", "Savings"], names.Take(2));
        Assert.DoesNotContain("No bank is connected yet", accounts.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_may_be_chosen_on_the_consent_page()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Choose on the next page");

        await visitor.OpenAsync(await visitor.DecideAsync(sent.Location, bankId: SandboxBanks.Approves));

        Assert.NotNull((await visitor.OpenAsync("/")).Card("Bank that approves").QuerySelector("li"));
    }

    [Fact]
    public async Task A_consent_for_no_certain_bank_is_shown_as_your_bank()
    {
        using var visitor = running.Visit();

        var accounts = await visitor.ConnectAsync("Choose on the next page");

        Assert.True(accounts.Card("Your bank").QuerySelectorAll("li").Length >= 6);
    }

    [Fact]
    public async Task A_declined_bank_is_not_connected()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");

        var callback = await visitor.OpenAsync(await visitor.DecideAsync(sent.Location, "decline"));

        await AssertEndedAsync(visitor, callback, "The bank isn't connected", "You declined");
        Assert.Contains("No bank is connected yet", (await visitor.OpenAsync("/")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_that_awaits_another_person_is_shown_once_that_person_has_approved()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Bank that stays pending");
        var callback = await visitor.OpenAsync(await visitor.BeDecidedOnAsync(sent.Location));

        await AssertEndedAsync(visitor, callback, "Another person has to approve", "It can take days");
        var card = (await visitor.OpenAsync("/")).Card("Bank that stays pending");
        Assert.Contains("Bank that stays pending waits for another person's approval", card.Words(), StringComparison.Ordinal);

        running.Sandbox.SetConsentStatus(await running.LastConsentAsync(), "authorized");
        Assert.NotNull((await visitor.OpenAsync("/")).Card("Bank that stays pending").QuerySelector("li"));
    }

    [Fact]
    public async Task Who_comes_back_before_deciding_is_told_so()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");
        // Only the decision tells the address of the way back. It is taken back then.
        var back = await visitor.DecideAsync(sent.Location);
        running.Sandbox.SetConsentStatus(await running.LastConsentAsync(), "started");

        var callback = await visitor.OpenAsync(back);

        await AssertEndedAsync(visitor, callback, "Nothing has been decided yet", "start again");
        Assert.Contains("You haven't finished at Nordlysvik Bank", (await visitor.OpenAsync("/")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_that_tells_of_the_decision_later_than_it_sends_the_browser_back_shows_its_accounts_then()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");
        var back = await visitor.DecideAsync(sent.Location);
        var consent = await running.LastConsentAsync();
        running.Sandbox.SetConsentStatus(consent, "unknown");
        await AssertEndedAsync(visitor, await visitor.OpenAsync(back), "The bank hasn't answered yet", "as soon as");

        running.Sandbox.SetConsentStatus(consent, "authorized");

        Assert.Contains("Household", (await visitor.OpenAsync("/")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/connect/callback")]
    [InlineData("/connect/callback?state=")]
    [InlineData("/connect/callback?state=made-up")]
    public async Task A_state_that_nobody_was_sent_with_is_refused_without_a_call(string address)
    {
        using var visitor = running.Visit();
        await visitor.StartConnectingAsync("Nordlysvik Bank");

        Answer? answer = null;
        var calls = await running.CallsOfAsync(async () => answer = await visitor.OpenAsync(address));

        AssertRefused(answer!);
        Assert.Empty(calls);
    }

    [Fact]
    public async Task A_way_back_leads_back_once()
    {
        using var visitor = running.Visit();
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");
        var back = await visitor.DecideAsync(sent.Location);
        await visitor.OpenAsync(back);

        AssertRefused(await visitor.OpenAsync(back));
        Assert.NotNull((await visitor.OpenAsync("/")).Card("Nordlysvik Bank").QuerySelector("li"));
    }

    [Fact]
    public async Task A_way_back_is_that_of_one_browser()
    {
        using var visitor = running.Visit();
        using var other = running.Visit();
        await other.StartConnectingAsync("Nordlysvik Bank");
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");
        var back = await visitor.DecideAsync(sent.Location);

        Answer? answer = null;
        var calls = await running.CallsOfAsync(async () => answer = await other.OpenAsync(back));

        AssertRefused(answer!);
        Assert.Empty(calls);
        Assert.Equal("/", (await visitor.OpenAsync(back)).Location.PathAndQuery);
    }

    [Fact]
    public async Task Two_tabs_connect_a_bank_each_in_any_order()
    {
        using var visitor = running.Visit();
        var page = await visitor.OpenAsync("/connect");
        var first = await visitor.PressAsync(page, "Nordlysvik Bank");
        var second = await visitor.PressAsync(page, "Klitvangens Bank");

        await visitor.OpenAsync(await visitor.DecideAsync(second.Location));
        await visitor.OpenAsync(await visitor.DecideAsync(first.Location));

        Assert.Equal(["Klitvangens Bank", "Nordlysvik Bank"], Banks(await visitor.OpenAsync("/")));
    }

    [Fact]
    public async Task Two_clicks_on_one_bank_connect_it_once()
    {
        using var visitor = running.Visit();
        var page = await visitor.OpenAsync("/connect");
        var first = await visitor.PressAsync(page, "Nordlysvik Bank");
        var second = await visitor.PressAsync(page, "Nordlysvik Bank");
        var (back, backToo) = (await visitor.DecideAsync(first.Location), await visitor.DecideAsync(second.Location));

        Assert.Equal("/", (await visitor.OpenAsync(back)).Location.PathAndQuery);
        Assert.Equal("/", (await visitor.OpenAsync(backToo)).Location.PathAndQuery);
        Assert.Equal(["Nordlysvik Bank"], Banks(await visitor.OpenAsync("/")));
    }

    [Fact]
    public async Task A_bank_that_is_connected_again_keeps_its_place()
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        var before = await visitor.ConnectAsync("Klitvangens Bank");
        var address = before.FirstAccount("Nordlysvik Bank");

        var after = await visitor.ConnectAsync("Nordlysvik Bank");

        Assert.Equal(["Nordlysvik Bank", "Klitvangens Bank"], Banks(after));
        Assert.StartsWith("/accounts/1/", address.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(address, after.FirstAccount("Nordlysvik Bank"));
        var calls = await running.CallsOfAsync(() => visitor.OpenAsync(address));
        var newest = await running.LastConsentAsync();
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Equal(newest, call.Headers["Consent-ID"]));
    }

    [Fact]
    public async Task A_consent_that_awaits_another_person_takes_nothing_from_the_one_that_is_there()
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        var sent = await visitor.StartConnectingAsync("Nordlysvik Bank");
        var back = await visitor.DecideAsync(sent.Location);
        running.Sandbox.SetConsentStatus(await running.LastConsentAsync(), "awaitingApproval");

        await visitor.OpenAsync(back);

        var cards = (await visitor.OpenAsync("/")).Page.QuerySelectorAll("section.card").Select(card => card.Words()).ToList();
        Assert.Equal(2, cards.Count);
        Assert.Contains("Household", cards[0], StringComparison.Ordinal);
        Assert.Contains("waits for another person's approval", cards[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_of_banks_that_were_removed_are_not_used_again()
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        await visitor.PressAsync(await visitor.ConnectAsync("Klitvangens Bank"), "Remove", "Klitvangens Bank");

        var accounts = await visitor.ConnectAsync("Vattenrosbanken");

        // Another tab may still show the account of number 2.
        Assert.StartsWith("/accounts/3/", accounts.FirstAccount("Vattenrosbanken").PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitors_see_only_what_they_have_connected()
    {
        using var visitor = running.Visit();
        using var other = running.Visit();
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var address = accounts.FirstAccount("Nordlysvik Bank");

        var withoutBanks = await other.OpenAsync(address);
        Assert.Equal((HttpStatusCode.NotFound, "There is no such page"), (withoutBanks.Status, withoutBanks.Heading));

        Assert.Equal(["Klitvangens Bank"], Banks(await other.ConnectAsync("Klitvangens Bank")));
        var withOne = await other.OpenAsync(address);
        Assert.Equal((HttpStatusCode.NotFound, "There is no such account"), (withOne.Status, withOne.Heading));
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task There_is_room_for_eight_banks()
    {
        string[] banks =
        [
            "Nordlysvik Bank", "Havtindfjord Sparebank", "Vattenrosbanken", "Klitvangens Bank", "Marjapolun Pankki", "Bank that approves",
            "Bank that leaves members out",
        ];
        using var visitor = running.Visit();
        foreach (var bank in banks)
        {
            await visitor.ConnectAsync(bank);
        }

        Assert.Equal([.. banks, "Bank that sends unknown values"], Banks(await visitor.ConnectAsync("Bank that sends unknown values")));
        var page = await visitor.OpenAsync("/connect");

        Assert.Contains("There is no room for another bank Remove one", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task A_ninth_bank_is_refused_in_another_tab_too()
    {
        string[] banks =
        [
            "Nordlysvik Bank", "Havtindfjord Sparebank", "Vattenrosbanken", "Klitvangens Bank", "Marjapolun Pankki", "Bank that approves",
            "Bank that leaves members out", "Bank that sends unknown values",
        ];
        using var visitor = running.Visit();
        var page = await visitor.OpenAsync("/connect");
        foreach (var bank in banks)
        {
            await visitor.ConnectAsync(bank);
        }

        var calls = await running.CallsOfAsync(async () =>
            Assert.Contains(
                "There is no room for another bank",
                (await visitor.PressAsync(page, "Bank that books under new ids")).Main,
                StringComparison.Ordinal));

        Assert.DoesNotContain(calls, call => call.Method == "POST");
        Assert.Equal(banks, Banks(await visitor.OpenAsync("/")));
        // One that is there may be connected again.
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.PressAsync(page, "Nordlysvik Bank")).Status);
    }

    [Fact]
    public async Task A_renewed_consent_comes_back_to_its_bank()
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        var accounts = await visitor.ConnectAsync("Klitvangens Bank");

        var sent = await visitor.PressAsync(accounts, "Renew", "Nordlysvik Bank");
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var callback = await visitor.OpenAsync(await visitor.DecideAsync(sent.Location));

        Assert.Equal("/", callback.Location.PathAndQuery);
        Assert.Equal(["Nordlysvik Bank", "Klitvangens Bank"], Banks(await visitor.FollowAsync(callback)));
    }

    [Fact]
    public async Task A_consent_that_is_renewed_ends_later()
    {
        await using var own = await RunningApplication.StartAsync();
        using var visitor = own.Visit();
        Assert.Contains("Access until 15/06/2026", (await visitor.ConnectAsync("Nordlysvik Bank")).Main, StringComparison.Ordinal);

        own.Sandbox.AdvanceClock(TimeSpan.FromDays(80));
        var accounts = await visitor.OpenAsync("/");
        Assert.Equal("Access until 15/06/2026", accounts.Page.QuerySelector(".soon")!.Words());
        var sent = await visitor.PressAsync(accounts, "Renew");
        var callback = await visitor.OpenAsync(await visitor.DecideAsync(sent.Location));

        accounts = await visitor.FollowAsync(callback);
        Assert.Null(accounts.Page.QuerySelector(".soon"));
        Assert.Contains("Access until 03/09/2026", accounts.Main, StringComparison.Ordinal);
        Assert.NotNull(accounts.Card("Nordlysvik Bank").QuerySelector("li"));
    }

    [Fact]
    public async Task A_bank_that_is_not_connected_is_not_renewed()
    {
        using var visitor = running.Visit();
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");

        var answer = await visitor.PressAsync(accounts, "Renew", about: null, ("number", "7"));

        Assert.Equal((HttpStatusCode.NotFound, "There is no such page"), (answer.Status, answer.Heading));
    }

    [Fact]
    public async Task A_bank_that_is_removed_is_forgotten()
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");
        var accounts = await visitor.ConnectAsync("Klitvangens Bank");
        var address = accounts.FirstAccount("Nordlysvik Bank");

        var removed = await visitor.PressAsync(accounts, "Remove", "Nordlysvik Bank");

        var ended = await visitor.FollowAsync(removed);
        Assert.Equal((HttpStatusCode.OK, "The bank is removed here"), (ended.Status, ended.Heading));
        Assert.Equal(["Klitvangens Bank"], Banks(await visitor.OpenAsync("/")));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(address)).Status);
    }

    private static IEnumerable<string> Banks(Answer accounts) =>
        accounts.Page.QuerySelectorAll("section.card h2").Select(heading => heading.Words());

    private static async Task AssertEndedAsync(Visitor visitor, Answer callback, string heading, string text)
    {
        Assert.Equal("/connect/ended", callback.Location.AbsolutePath);
        var ended = await visitor.FollowAsync(callback);
        Assert.Equal((HttpStatusCode.OK, heading), (ended.Status, ended.Heading));
        Assert.Contains(text, ended.Main, StringComparison.Ordinal);
        Assert.Equal("/connect", ended.Page.QuerySelector("main a:last-of-type")!.GetAttribute("href"));
    }

    private static void AssertRefused(Answer answer)
    {
        Assert.Equal(
            (HttpStatusCode.BadRequest, "This link can't be used to connect a bank"), (answer.Status, answer.Heading));
        Assert.Contains("another browser, took longer than an hour, or has been used already", answer.Main, StringComparison.Ordinal);
        Assert.Equal("/connect", answer.Page.QuerySelector("main a.primary")!.GetAttribute("href"));
    }
}
