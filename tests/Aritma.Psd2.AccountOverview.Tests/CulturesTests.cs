using System.Globalization;
using AngleSharp.Html.Dom;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>Amounts and dates are written as the user's culture writes them. The texts are English in each.</summary>
public sealed class CulturesTests(RunningApplication running) : AccountTest(running)
{
    private static readonly SandboxTransaction Large = new() { Amount = -1234567.50m, Date = new(2026, 3, 9), Text = "Hus" };

    [Theory]
    [InlineData("nb-NO,nb;q=0.9,no;q=0.8,en;q=0.5", "nb-NO")]
    [InlineData("sv-SE,sv;q=0.9,en;q=0.8", "sv-SE")]
    [InlineData("da-DK,da;q=0.9", "da-DK")]
    [InlineData("fi-FI,fi;q=0.9", "fi-FI")]
    [InlineData("en-GB", "en-GB")]
    [InlineData("en-US,en;q=0.9", "en-GB")]
    [InlineData("de-DE,de;q=0.9", "en-GB")]
    [InlineData("de-DE,sv-SE;q=0.5", "sv-SE")]
    [InlineData("*", "en-GB")]
    public async Task A_browser_asks_for_a_culture(string language, string expected)
    {
        var (visitor, address) = await OpenAccountAsync(language, 0, Large);

        AssertWritten(await visitor.OpenAsync(address), expected);
    }

    [Theory]
    [InlineData("nb", "nb-NO")]
    [InlineData("sv", "sv-SE")]
    [InlineData("da,en-US;q=0.7", "da-DK")]
    [InlineData("fi", "fi-FI")]
    [InlineData("en", "en-GB")]
    public async Task A_browser_asks_for_a_language(string language, string expected)
    {
        var (visitor, address) = await OpenAccountAsync(language, 0, Large);

        AssertWritten(await visitor.OpenAsync(address), expected);
    }

    [Fact]
    public async Task The_form_at_the_foot_of_each_page_wins_over_the_browser_and_leads_back()
    {
        var (visitor, address) = await OpenAccountAsync("nb-NO", 0, Large);
        var page = await visitor.OpenAsync($"{address}?from=2026-03-01&search=hus");
        Assert.Equal("nb", ((IHtmlSelectElement)page.Page.QuerySelector("#culture")!).Value);

        var set = await visitor.PressAsync(page, "Set", about: null, ("culture", "sv"));

        Assert.Equal(page.Address, set.Location);
        page = await visitor.FollowAsync(set);
        AssertWritten(page, "sv-SE");
        Assert.Equal("sv", ((IHtmlSelectElement)page.Page.QuerySelector("#culture")!).Value);
        Assert.Contains(set.SetCookies, cookie => cookie.Contains("max-age=31536000", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://localhost//evil.example")]
    [InlineData("https://localhost/\\evil.example")]
    [InlineData("//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("")]
    public async Task The_form_does_not_lead_away(string referer)
    {
        using var visitor = Running.Visit();
        var page = (await visitor.OpenAsync("/")).Page;
        var token = ((IHtmlInputElement)page.QuerySelector("footer input[name=__RequestVerificationToken]")!).Value;

        var set = await visitor.PostAsync("/format", referer, ("culture", "nb"), ("__RequestVerificationToken", token));

        Assert.Equal((HttpStatusCode.Found, "/"), (set.Status, set.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("no culture!")]
    public async Task A_culture_that_is_not_offered_changes_nothing(string culture)
    {
        var (visitor, address) = await OpenAccountAsync("nb-NO", 0, Large);
        var page = await visitor.OpenAsync(address);

        var set = await visitor.PressAsync(page, "Set", about: null, ("culture", culture));

        AssertWritten(await visitor.FollowAsync(set), "nb-NO");
    }

    [Theory]
    [InlineData("/nowhere?from=bookmark")]
    [InlineData("/accounts/1/0123456789abcdef?search=hus")]
    public async Task The_form_of_a_page_that_failed_leads_back_to_its_address(string address)
    {
        var (visitor, _) = await OpenAccountAsync("nb-NO", 0);
        var page = await visitor.OpenAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);

        Assert.Equal(page.Address, (await visitor.PressAsync(page, "Set")).Location);
    }

    [Fact]
    public async Task The_address_of_the_form_alone_leads_to_the_accounts()
    {
        using var visitor = Running.Visit();

        Assert.Equal("/", (await visitor.OpenAsync("/format")).Location.PathAndQuery);
    }

    private static void AssertWritten(Answer page, string culture)
    {
        var expected = CultureInfo.GetCultureInfo(culture);
        var row = Assert.Single(page.Rows);
        Assert.Equal($"{Large.Amount.ToString("N2", expected)} NOK", row.Amount);
        Assert.Equal(Large.Date!.Value.ToString("d", expected), row.Day);
        // For programs it is the same in all of them.
        Assert.Equal("-1234567.50", page.Page.QuerySelector("table.transactions data")!.GetAttribute("value"));
        Assert.Equal("2026-03-09", page.Page.QuerySelector("table.transactions tbody time")!.GetAttribute("datetime"));
        Assert.Equal("en", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Download CSV", page.Main, StringComparison.Ordinal);
    }
}
