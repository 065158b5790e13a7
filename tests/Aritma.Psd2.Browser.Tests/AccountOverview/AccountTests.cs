using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>The page of one account.</summary>
[Collection(nameof(Chromium))]
public sealed class AccountTests(Chromium chromium) : SampleTest(chromium)
{
    [BrowserFact]
    public async Task The_list_has_pages()
    {
        await using var window = await OpenHouseholdAsync();
        var newest = await Transactions(window).First.InnerTextAsync();

        await window.Link("Older").ClickAsync();

        await Expect(window.Page.GetByText("Page 2 of 2")).ToBeVisibleAsync();
        var older = await Transactions(window).CountAsync();
        await Expect(window.Page.Locator(".transactions caption")).ToContainTextAsync($"{25 + older} transactions");
        await Expect(window.Link("Older")).ToHaveCountAsync(0);
        window.AssertQuiet();
        await window.Link("Newer").ClickAsync();
        await Expect(Transactions(window).First).ToHaveTextAsync(newest, new() { UseInnerText = true });
        await Expect(window.Link("Newer")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_search_finds_names_texts_and_amounts()
    {
        var account = AddAccount();
        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -129.50m, Counterparty = "Smørbua Kafé", Text = "Frokost" });
        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -40m, Counterparty = "Nattog", Text = "Billett <3 & more" });
        await using var window = await OpenAddedAsync();
        var row = Transactions(window);
        await Expect(row).ToHaveCountAsync(2);

        foreach (var (search, found) in new[] { ("kafe", "Frokost"), ("FROK", "Frokost"), ("129.5", "Frokost"), ("<3 &", "Nattog") })
        {
            await window.Page.GetByLabel("Search").FillAsync(search);
            await window.Page.GetByLabel("Search").PressAsync("Enter");
            await Expect(row).ToHaveCountAsync(1);
            await Expect(row).ToContainTextAsync(found);
            await Expect(window.Page.GetByLabel("Search")).ToHaveValueAsync(search);
            await Expect(window.Page.Locator(".transactions caption")).ToContainTextAsync("1 transaction,");
        }

        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_search_keeps_its_days_and_its_words_from_page_to_page()
    {
        var account = AddAccount();
        foreach (var day in Enumerable.Range(1, 40))
        {
            var text = day % 4 == 0 ? "Rent" : "Fare";
            Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -day, Text = text, Date = Today.AddDays(-day) });
        }

        await using var window = await OpenAddedAsync();
        await window.Page.GetByLabel("Search").FillAsync("fare");
        await window.Page.GetByLabel("From", new() { Exact = true }).FillAsync("2026-02-01");
        await window.Button("Show").ClickAsync();
        await window.Link("Older").ClickAsync();

        await Expect(window.Page.GetByText("Page 2 of 2")).ToBeVisibleAsync();
        await Expect(window.Page.GetByLabel("Search")).ToHaveValueAsync("fare");
        await Expect(window.Page.GetByLabel("From", new() { Exact = true })).ToHaveValueAsync("2026-02-01");
        Assert.All(await Transactions(window).AllInnerTextsAsync(), row => Assert.Contains("Fare", row, StringComparison.Ordinal));
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_days_are_chosen()
    {
        var account = AddAccount();
        foreach (var (day, text) in new[] { (Today, "Today"), (Today.AddDays(-1), "Yesterday"), (Today.AddDays(-200), "Long ago") })
        {
            Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -1m, Text = text, Date = day });
        }

        await using var window = await OpenAddedAsync();
        var (from, to) = (window.Page.GetByLabel("From", new() { Exact = true }), window.Page.GetByLabel("To", new() { Exact = true }));
        var texts = window.Page.Locator(".transactions .text");
        await Expect(texts).ToHaveTextAsync(["Today", "Yesterday"]);
        await Expect(window.Page.Locator(".chart")).ToBeVisibleAsync();

        await to.FillAsync("2026-03-16");
        await window.Button("Show").ClickAsync();
        await Expect(texts).ToHaveTextAsync(["Yesterday"]);
        await Expect(window.Page.Locator(".chart")).ToHaveCountAsync(0);

        await from.FillAsync("2025-08-01");
        await window.Button("Show").ClickAsync();
        await Expect(texts).ToHaveTextAsync(["Yesterday", "Long ago"]);
        window.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("2026-03-19", "", "Choose days of the past. These are the last 90.")]
    [InlineData("2026-03-10", "2026-03-09", "The last day comes before the first one. These are the last 90 days.")]
    [InlineData("2024-01-01", "", "Choose 366 days at most. These are the last 90.")]
    public async Task Days_that_cant_be_are_explained(string from, string to, string problem)
    {
        await using var window = await OpenHouseholdAsync();

        await window.Page.GetByLabel("From", new() { Exact = true }).FillAsync(from);
        await window.Page.GetByLabel("To", new() { Exact = true }).FillAsync(to);
        await window.Button("Show").ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(problem);
        await Expect(Transactions(window)).ToHaveCountAsync(25);
        window.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("en-GB", "Account,Date,Status,Counterparty,Text,Amount,Currency", "16/03/2026,booked,\"Fjord, Fisk\",'=1+1,-1234.50,NOK")]
    [InlineData("nb-NO", "Account;Date;Status;Counterparty;Text;Amount;Currency", "16.03.2026;booked;Fjord, Fisk;'=1+1;-1234,50;NOK")]
    public async Task The_file_holds_what_was_searched_for(string locale, string header, string line)
    {
        var account = AddAccount();
        var yesterday = Today.AddDays(-1);
        Sandbox.AddTransaction(
            account, new SandboxTransaction { Amount = -1234.50m, Counterparty = "Fjord, Fisk", Text = "=1+1", Date = yesterday });
        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -2m, Text = "Something else" });
        await using var window = await OpenAddedAsync(locale);
        await window.Page.GetByLabel("Search").FillAsync("fjord");
        await window.Button("Show").ClickAsync();
        await Expect(Transactions(window)).ToHaveCountAsync(1);

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Link("Download CSV").ClickAsync());

        Assert.Equal("transactions-2025-12-17-2026-03-17.csv", download.SuggestedFilename);
        var file = await File.ReadAllBytesAsync((await download.PathAsync())!);
        // The byte order mark, by which a spreadsheet knows UTF-8.
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(file[3..]).Split("\r\n");
        Assert.Equal(header, lines[0]);
        // The first column is the number of the account, which is random.
        Assert.EndsWith(line, lines[1], StringComparison.Ordinal);
        Assert.Matches("^NO[0-9]{13}[,;]", lines[1]);
        Assert.Equal([""], lines[2..]);
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_download_leaves_the_page_ready_for_the_next_click()
    {
        await using var window = await OpenHouseholdAsync();

        await window.Page.RunAndWaitForDownloadAsync(() => window.Link("Download CSV").ClickAsync());
        await window.Page.GetByLabel("Search").FillAsync("nothing has this text");
        await window.Button("Show").ClickAsync();

        await Expect(window.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_chart_and_its_table_end_with_the_booked_balance()
    {
        var account = AddAccount();
        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -30m, Date = Today.AddDays(-2) });
        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = 12.25m, Date = Today.AddDays(-1) });
        await using var window = await OpenAddedAsync();

        await Expect(window.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("At the end: 982\\.25 NOK\\.$") })).ToBeVisibleAsync();
        await window.Page.GetByText("The same as a table").ClickAsync();
        var rows = window.Page.Locator("details tbody tr");
        await Expect(rows.Nth(0)).ToContainTextAsync("16/03/2026");
        await Expect(rows.Nth(0).Locator("td").Nth(1)).ToHaveTextAsync("12.25");
        await Expect(rows.Nth(0).Locator("td").Nth(2)).ToHaveTextAsync("982.25");
        await Expect(rows.Nth(1).Locator("td").Nth(2)).ToHaveTextAsync("970.00");
        await Expect(rows.Last.Locator("td").Nth(2)).ToHaveTextAsync("1,000.00");
        window.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("en-GB", "17/03/2026", "-1,234,567.50")]
    [InlineData("nb-NO", "17.03.2026", "−1 234 567,50")]
    [InlineData("sv-SE", "2026-03-17", "−1 234 567,50")]
    [InlineData("da-DK", "17.03.2026", "-1.234.567,50")]
    [InlineData("fi-FI", "17.3.2026", "−1 234 567,50")]
    [InlineData("nb", "17.03.2026", "−1 234 567,50")]
    [InlineData("de-DE", "17/03/2026", "-1,234,567.50")]
    public async Task Days_and_amounts_are_written_as_the_browser_asks_for(string locale, string day, string amount)
    {
        Sandbox.AddTransaction(AddAccount(), new SandboxTransaction { Amount = -1_234_567.50m });
        await using var window = await OpenAddedAsync(locale);

        await Expect(Transactions(window).Locator("time")).ToHaveTextAsync(day);
        await Expect(Transactions(window).Locator("data")).ToHaveTextAsync($"{amount} NOK");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        window.AssertQuiet();
    }

    [BrowserFact]
    public async Task How_they_are_written_is_chosen_at_the_foot_of_each_page_and_stays()
    {
        Sandbox.AddTransaction(AddAccount(), new SandboxTransaction { Amount = -1.50m, Text = "Kaffe" });
        await using var window = await OpenAddedAsync();
        await window.Page.GetByLabel("Search").FillAsync("Kaffe");
        await window.Button("Show").ClickAsync();
        await Expect(Transactions(window).Locator("data")).ToHaveTextAsync("-1.50 NOK");

        await window.Page.GetByLabel("Amounts and dates").SelectOptionAsync("sv");
        await window.Button("Set").ClickAsync();

        await Expect(Transactions(window).Locator("data")).ToHaveTextAsync("−1,50 NOK");
        await Expect(window.Page.GetByLabel("Search")).ToHaveValueAsync("Kaffe");
        await Expect(window.Page.GetByLabel("Amounts and dates")).ToHaveValueAsync("sv");
        await window.Link("Account overview").ClickAsync();
        await Expect(window.Page.GetByText("Access until 2026-06-15")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    private DateOnly Today => DateOnly.FromDateTime(Sandbox.TimeProvider.GetUtcNow().UtcDateTime);

    /// <summary>At a bank of its own, so that nothing else is in the list.</summary>
    private string AddAccount() =>
        Sandbox.AddAccount(new SandboxAccount { BankId = SandboxBanks.Approves, Name = "Felles", Balance = 1000m });

    private async Task<Window> OpenAddedAsync(string locale = "en-GB")
    {
        var window = await OpenAsync("/connect", locale: locale);
        await window.Button("Bank that approves").ClickAsync();
        await OpenAccountAsync(window, "Felles");
        return window;
    }

    private async Task<Window> OpenHouseholdAsync()
    {
        var window = await OpenAsync();
        await ConnectAsync(window);
        await OpenAccountAsync(window);
        return window;
    }
}
