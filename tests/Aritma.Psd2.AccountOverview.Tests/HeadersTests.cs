namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What pages allow, and which forms are taken.</summary>
public sealed class HeadersTests(RunningApplication running) : IClassFixture<RunningApplication>
{
    [Fact]
    public async Task Each_answer_allows_what_the_application_needs_and_no_more()
    {
        await using var application = new SampleApplication(
            running.Sandbox,
            ("AccountOverview:ConsentOrigins:0", "https://consent.example"),
            ("AccountOverview:ConsentOrigins:1", "https://bank.example:8443"));
        using var visitor = new Visitor(application);
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var account = await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));
        await visitor.OpenAsync(account.Link("Download CSV"));
        await visitor.OpenAsync("/site.css");
        await visitor.OpenAsync("/nowhere");
        await visitor.OpenAsync("/connect/callback");

        var consentPages = running.Sandbox.Address.GetLeftPart(UriPartial.Authority);
        string[] expected =
        [
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self'",
            $"form-action 'self' {consentPages} https://consent.example https://bank.example:8443",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ];
        Assert.Contains(visitor.Answers, answer => answer.Status is HttpStatusCode.NotFound);
        Assert.All(visitor.Answers, answer =>
        {
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal(expected, policy.Split(';').Select(directive => directive.Trim()));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        });
    }

    [Fact]
    public async Task Pages_take_no_script_or_style_from_elsewhere_and_have_none_in_them()
    {
        using var visitor = running.Visit();
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));
        await visitor.OpenAsync("/access");

        var pages = visitor.Answers.Where(answer => answer.ContentHeaders.ContentType?.MediaType == "text/html").ToList();
        Assert.True(pages.Count >= 4);
        Assert.All(pages, answer =>
        {
            Assert.All(
                answer.Page.QuerySelectorAll("script"),
                script => Assert.StartsWith("/", script.GetAttribute("src"), StringComparison.Ordinal));
            Assert.Empty(answer.Page.QuerySelectorAll("style, [style], [onclick], [onchange], [onsubmit]"));
        });
    }

    [Fact]
    public async Task No_page_about_accounts_is_kept_by_browsers_or_proxies()
    {
        using var visitor = running.Visit();
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var account = await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));

        Assert.True(accounts.Headers.CacheControl?.NoStore);
        Assert.True(account.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task No_file_about_accounts_is_kept_by_browsers_or_proxies()
    {
        using var visitor = running.Visit();
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var account = await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));

        Assert.True((await visitor.OpenAsync(account.Link("Download CSV"))).Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/connect")]
    [InlineData("/connect?handler=Renew")]
    [InlineData("/?handler=Remove")]
    [InlineData("/format")]
    public async Task A_form_of_another_site_is_refused(string address)
    {
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Nordlysvik Bank");

        Answer? answer = null;
        var calls = await running.CallsOfAsync(async () =>
            answer = await visitor.PostAsync(address, ("number", "1"), ("bankId", SandboxBanks.Approves), ("culture", "nb-NO")));

        Assert.Equal((HttpStatusCode.BadRequest, "That form is out of date"), (answer!.Status, answer.Heading));
        Assert.Contains("load the page again", answer.Main, StringComparison.Ordinal);
        Assert.Empty(calls);
        Assert.Contains("Access until 15/06/2026", (await visitor.OpenAsync("/")).Main, StringComparison.Ordinal);
    }
}
