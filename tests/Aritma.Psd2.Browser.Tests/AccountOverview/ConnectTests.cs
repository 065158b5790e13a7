namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>The way to the bank and back, however it ends.</summary>
[Collection(nameof(Chromium))]
public sealed class ConnectTests(Chromium chromium) : SampleTest(chromium)
{
    [BrowserFact]
    public async Task Four_clicks_lead_from_nothing_to_transactions()
    {
        await using var window = await OpenAsync();

        ILocator[] clicks =
        [
            window.Link("Connect your bank"), window.Button("Nordlysvik Bank"), window.Button("Approve"), window.Link("Household"),
        ];
        foreach (var element in clicks)
        {
            await element.ClickAsync();
        }

        await Expect(Transactions(window)).ToHaveCountAsync(25);
        await Expect(window.Page.GetByText("Page 1 of 2")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_bank_can_be_chosen_on_the_pages_of_the_consent()
    {
        await using var window = await OpenAsync("/connect");

        await window.Button("Choose on the next page").ClickAsync();
        await window.Page.GetByLabel("Vattenrosbanken").CheckAsync();
        await ApproveAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Vattenrosbanken");
        await Expect(window.Link("Salary")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_bank_that_asks_nothing_leads_straight_to_the_accounts()
    {
        await using var window = await OpenAsync("/connect");

        await window.Button("Bank that approves").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(Address.AbsoluteUri);
        await Expect(window.Link("Bank that approves")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task Who_declines_is_told_and_sees_no_accounts()
    {
        await using var window = await OpenAsync("/connect");
        await window.Button("Nordlysvik Bank").ClickAsync();

        await window.Button("Decline").ClickAsync();

        await Expect(window.Heading).ToHaveTextAsync("The bank isn't connected");
        window.AssertQuiet();
        await window.Link("Go to the accounts").ClickAsync();
        await Expect(window.Page.GetByText("No bank is connected yet")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Accounts_appear_once_another_person_has_approved()
    {
        await using var window = await OpenAsync("/connect");
        await window.Button("Bank that stays pending").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync("Another person has to approve");
        await window.Link("Go to the accounts").ClickAsync();
        await Expect(window.Page.GetByText("Bank that stays pending waits for another person's approval")).ToBeVisibleAsync();
        await window.AssertSoundAsync();

        Sandbox.SetConsentStatus(Assert.Single(await ConsentsAsync()), "authorized");
        await window.Link("Try again").ClickAsync();

        await OpenAccountAsync(window, "Bank that stays pending");
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task Who_goes_back_without_deciding_can_connect_again()
    {
        await using var window = await OpenAsync("/connect");
        await window.Button("Nordlysvik Bank").ClickAsync();
        await Expect(window.Button("Approve")).ToBeVisibleAsync();

        await window.Page.GoBackAsync();
        await Expect(window.Heading).ToHaveTextAsync("Connect a bank");
        await window.Button("Nordlysvik Bank").ClickAsync();
        await ApproveAsync(window);

        await OpenAccountAsync(window);
        window.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_on_a_bank_connects_it_once(bool hasScript)
    {
        await using var window = await OpenAsync("/connect", configure: options => options.JavaScriptEnabled = hasScript);

        await window.Button("Nordlysvik Bank").DblClickAsync();
        await ApproveAsync(window);

        await Expect(window.Page.Locator(".card")).ToHaveCountAsync(1);
        await OpenAccountAsync(window);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task With_script_a_double_click_creates_one_consent()
    {
        await using var window = await OpenAsync("/connect");

        await window.Button("Nordlysvik Bank").DblClickAsync();
        await Expect(window.Button("Approve")).ToBeVisibleAsync();

        Assert.Single(await ConsentsAsync());
    }

    [BrowserFact]
    public async Task Without_script_everything_works()
    {
        await using var window = await OpenAsync(configure: options => options.JavaScriptEnabled = false);
        await window.Link("Connect your bank").ClickAsync();
        await window.Button("Nordlysvik Bank").ClickAsync();
        await ApproveAsync(window);
        await OpenAccountAsync(window);

        await window.Page.GetByLabel("Search").FillAsync("nothing has this text");
        await window.Button("Show").ClickAsync();
        await Expect(window.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();
        await window.Page.GetByLabel("Search").FillAsync("");
        await window.Button("Show").ClickAsync();
        await Expect(Transactions(window)).ToHaveCountAsync(25);
        await window.Page.GetByText("The same as a table").ClickAsync();
        await Expect(window.Page.GetByText("Days on which something was booked")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_consent_that_ends_soon_is_renewed_and_stays_one_connection()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        var end = window.Page.GetByText("Access until");
        await Expect(end).ToHaveTextAsync("Access until 15/06/2026");
        Sandbox.AdvanceClock(TimeSpan.FromDays(80));

        await window.Button("Renew").ClickAsync();
        await ApproveAsync(window);

        await Expect(end).ToHaveTextAsync("Access until 03/09/2026");
        await Expect(window.Page.Locator(".card")).ToHaveCountAsync(1);
        await OpenAccountAsync(window);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task Eight_banks_fit_into_one_browser_and_a_ninth_is_not_offered()
    {
        string[] banks =
        [
            "Nordlysvik Bank", "Havtindfjord Sparebank", "Vattenrosbanken", "Klitvangens Bank", "Marjapolun Pankki",
            "Bank that leaves members out", "Bank that sends unknown values", "Bank that books under new ids",
        ];
        await using var window = await OpenAsync();
        foreach (var bank in banks)
        {
            await ConnectAsync(window, bank);
        }

        await Expect(window.Page.Locator(".card .accounts")).ToHaveCountAsync(8);
        window.AssertQuiet();
        await window.Page.GetByRole(AriaRole.Navigation).GetByText("Connect a bank").ClickAsync();
        await Expect(window.Page.GetByText("There is no room for another bank")).ToBeVisibleAsync();
        await window.AssertSoundAsync();
    }

    [BrowserFact]
    public async Task A_state_works_in_the_browser_that_was_sent_with_it_and_once()
    {
        await using var window = await OpenAsync("/connect");
        await window.Button("Nordlysvik Bank").ClickAsync();
        await Expect(window.Button("Approve")).ToBeVisibleAsync();
        var back = (await Sandbox.ApproveConsentAsync(Assert.Single(await ConsentsAsync())))!.AbsoluteUri;

        await using var foreign = await OpenAsync();
        await foreign.Page.GotoAsync(back);
        await Expect(foreign.Heading).ToHaveTextAsync("This link can't be used to connect a bank");
        foreign.AssertQuiet(400);
        await foreign.Link("Connect a bank").First.ClickAsync();
        await Expect(foreign.Button("Nordlysvik Bank")).ToBeVisibleAsync();

        await window.Page.GotoAsync(back);
        await Expect(window.Link("Household")).ToBeVisibleAsync();
        await window.Page.GotoAsync(back);
        await Expect(window.Heading).ToHaveTextAsync("This link can't be used to connect a bank");
        window.AssertQuiet(400);
    }

    [BrowserTheory]
    [InlineData("/connect/callback")]
    [InlineData("/connect/callback?state=")]
    [InlineData("/connect/callback?state=made-up")]
    public async Task A_way_back_without_a_state_that_is_known_leads_nowhere(string path)
    {
        await using var window = await OpenAsync(path);

        await Expect(window.Heading).ToHaveTextAsync("This link can't be used to connect a bank");
        window.AssertQuiet(400);
    }

    [BrowserTheory]
    [InlineData("expired", "has ended")]
    [InlineData("revoked", "was withdrawn")]
    public async Task A_permission_that_ends_between_two_clicks_is_given_again(string status, string title)
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        var consent = Assert.Single(await ConsentsAsync());
        if (status == "expired")
        {
            Sandbox.AdvanceClock(TimeSpan.FromDays(90));
        }
        else
        {
            Sandbox.SetConsentStatus(consent, status);
        }

        // On the page of one account, and on that of all.
        await window.Link("Household").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync($"Your permission for Nordlysvik Bank {title}");
        window.AssertQuiet(409);
        await window.Link("Go to the accounts").ClickAsync();
        var notice = window.Page.GetByRole(AriaRole.Heading, new() { Level = 3 });
        await Expect(notice).ToHaveTextAsync($"Your permission for Nordlysvik Bank {title}");
        await window.AssertSoundAsync();
        await window.Button("Connect Nordlysvik Bank again").ClickAsync();
        await ApproveAsync(window);

        await Expect(window.Page.Locator(".card")).ToHaveCountAsync(1);
        await OpenAccountAsync(window);
        await Expect(window.Page.Locator(".chart")).ToBeVisibleAsync();
        window.AssertQuiet();
    }
}
