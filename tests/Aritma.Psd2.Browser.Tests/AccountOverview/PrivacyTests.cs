namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>Who sees what: one browser's accounts, another one's, and what is left in a browser.</summary>
[Collection(nameof(Chromium))]
public sealed class PrivacyTests(Chromium chromium) : SampleTest(chromium)
{
    [BrowserFact]
    public async Task Two_browsers_see_their_own_accounts_only()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await ConnectAsync(first);
        await ConnectAsync(second, "Havtindfjord Sparebank");

        await OpenAccountAsync(first);
        await Expect(second.Link("Business")).ToBeVisibleAsync();
        await Expect(second.Link("Household")).ToHaveCountAsync(0);
        await second.Page.GotoAsync(first.Page.Url);
        await Expect(second.Heading).ToHaveTextAsync("There is no such account");
        await second.AssertSoundAsync(404);
        first.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_way_back_leads_over_a_consent_that_was_used_and_forward_again()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);

        await window.Page.GoBackAsync();
        await Expect(window.Heading).ToHaveTextAsync("This link no longer works");
        window.AssertQuiet(410);
        await window.Page.GoForwardAsync();

        await Expect(window.Link("Household")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_way_back_from_an_account_leads_to_all_of_them()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        await OpenAccountAsync(window);

        await window.Page.GoBackAsync();

        await OpenAccountAsync(window, "Savings");
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task No_way_back_leads_to_the_accounts_of_a_bank_that_was_removed()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        var number = await window.Page.Locator(".accounts .number").First.InnerTextAsync();
        await OpenAccountAsync(window);
        await Expect(window.Page.GetByText(number)).ToBeVisibleAsync();
        await window.Page.GetByLabel("Breadcrumb").GetByRole(AriaRole.Link).ClickAsync();

        await window.Button("Remove").ClickAsync();
        await Expect(window.Heading).ToHaveTextAsync("The bank is removed here");
        window.AssertQuiet();

        var seen = new List<string>();
        while (await window.Page.GoBackAsync() is not null)
        {
            seen.Add(await window.Heading.InnerTextAsync());
            Assert.DoesNotContain(number, await window.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("There is no such page", seen);
        Assert.Contains("Accounts", seen);
    }

    [BrowserFact]
    public async Task No_script_reads_a_cookie_and_none_goes_over_an_open_line_or_to_another_site()
    {
        await using var window = await OpenAsync();
        await ConnectAsync(window);
        await window.Page.GetByLabel("Amounts and dates").SelectOptionAsync("sv");
        await window.Button("Set").ClickAsync();
        await window.Page.GotoAsync("/connect");
        await window.Button("Havtindfjord Sparebank").ClickAsync();
        await Expect(window.Button("Approve")).ToBeVisibleAsync();

        var cookies = (await window.Page.Context.CookiesAsync()).Where(cookie => cookie.Domain == Address.Host).ToList();

        // Two of the names end with something that is different each time.
        Assert.Collection(
            cookies.Select(cookie => cookie.Name).Order(StringComparer.Ordinal),
            name => Assert.StartsWith(".AspNetCore.Antiforgery.", name, StringComparison.Ordinal),
            name => Assert.Equal(".AspNetCore.Culture", name),
            name => Assert.Equal("connections", name),
            name => Assert.StartsWith("pending.", name, StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.True(cookie is
        {
            HttpOnly: true,
            Secure: true,
            SameSite: SameSiteAttribute.Lax or SameSiteAttribute.Strict,
        }, cookie.Name));
        var consents = await ConsentsAsync();
        Assert.Equal(2, consents.Count);
        Assert.All(cookies, cookie => Assert.All(consents, id => Assert.DoesNotContain(id, cookie.Value, StringComparison.Ordinal)));
    }
}
