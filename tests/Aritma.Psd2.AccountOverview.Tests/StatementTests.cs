using System.Globalization;
using AngleSharp.Dom;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The transactions of an account: which of them are shown, and where.</summary>
public sealed class StatementTests(RunningApplication running) : AccountTest(running)
{
    [Fact]
    public async Task Transactions_are_shown_25_a_page_newest_first()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(60));

        var first = await visitor.OpenAsync(address);
        var second = await visitor.OpenAsync(first.Link("Older"));
        var third = await visitor.OpenAsync(second.Link("Older"));
        var secondAgain = await visitor.OpenAsync(third.Link("Newer"));

        Assert.Equal("60 transactions, 17/12/2025 to 17/03/2026", Caption(first));
        Assert.Equal(Numbers(1, 25), first.Rows.Select(row => row.What));
        Assert.Equal(Numbers(26, 25), second.Rows.Select(row => row.What));
        Assert.Equal(Numbers(51, 10), third.Rows.Select(row => row.What));
        Assert.Equal(second.Rows, secondAgain.Rows);
        Assert.Equal(("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"), (Pager(first), Pager(second), Pager(third)));
        Assert.Equal(("17/03/2026", "-1.00 NOK"), (first.Rows[0].Day, first.Rows[0].Amount));
        Assert.Null(first.Page.QuerySelector("a[rel=prev]"));
        Assert.Null(third.Page.QuerySelector("a[rel=next]"));

        static string Pager(Answer page) => page.Page.QuerySelector(".pager span")!.Words();
    }

    [Theory]
    [InlineData("0", "Page 1 of 2")]
    [InlineData("-1", "Page 1 of 2")]
    [InlineData("many", "Page 1 of 2")]
    [InlineData("99", "Page 2 of 2")]
    [InlineData("2147483647", "Page 2 of 2")]
    public async Task A_page_that_there_isnt_is_the_nearest_one(string part, string expected)
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(26));

        Assert.Equal(expected, (await visitor.OpenAsync($"{address}?part={part}")).Page.QuerySelector(".pager span")!.Words());
    }

    [Theory]
    [InlineData("kaffe")]
    [InlineData("KAFFÉ")]
    [InlineData(" kaffe ")]
    [InlineData("bergby")]
    public async Task What_is_searched_for_is_found_in_names_and_texts_whatever_case_and_accents(string search)
    {
        var (visitor, address) = await OpenAccountAsync(
            "nb-NO",
            0,
            new SandboxTransaction { Amount = -45, Counterparty = "Bergby Bakeri", Text = "Kaffé på hjørnet" },
            new SandboxTransaction { Amount = -450, Counterparty = "Sykkelhuset", Text = "Hjul" });

        var found = await visitor.OpenAsync($"{address}?search={Uri.EscapeDataString(search)}");

        Assert.Equal("Bergby Bakeri Kaffé på hjørnet", Assert.Single(found.Rows).What);
        Assert.Equal(search, found.Page.QuerySelector("#search")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("nb-NO", "1234,5")]
    [InlineData("nb-NO", "-1234,50")]
    [InlineData("nb-NO", "\u22121234,50")]
    [InlineData("nb-NO", "1 234,50")]
    [InlineData("nb-NO", "1\u00A0234,50")]
    [InlineData("da-DK", "1234,50")]
    [InlineData("en-GB", "-1234.50")]
    public async Task An_amount_is_found_as_the_user_writes_it(string language, string search) =>
        await AssertFoundAsync(language, search);

    [Theory]
    [InlineData("en-GB", "1,234.50")]
    [InlineData("da-DK", "1.234,50")]
    public async Task An_amount_is_found_as_it_is_shown(string language, string search) =>
        await AssertFoundAsync(language, search);

    [Fact]
    public async Task A_search_without_a_result_says_so()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(3));

        var found = await visitor.OpenAsync($"{address}?search=%3Cb%3Enothing");

        Assert.Empty(found.Rows);
        Assert.Contains("Nothing matches.", found.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_goes_on_over_pages()
    {
        var other = new SandboxTransaction { Amount = 5, Text = "Renter", Counterparty = "Banken" };
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(30).Append(other));

        var found = await visitor.PressAsync(await visitor.OpenAsync(address), "Show", about: null, ("search", "kiosk"));
        var older = await visitor.OpenAsync(found.Link("Older"));

        Assert.Equal(Numbers(1, 30), found.Rows.Concat(older.Rows).Select(row => row.What));
    }

    [Fact]
    public async Task A_period_has_both_of_its_days_by_the_date_of_booking()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(10));

        var found = await visitor.OpenAsync($"{address}?from=2026-03-11&to=2026-03-13");

        Assert.Equal(["13/03/2026", "12/03/2026", "11/03/2026"], found.Rows.Select(row => row.Day));
        Assert.Equal("2026-03-11", found.Page.QuerySelector("#from")!.GetAttribute("value"));
        Assert.Equal("2026-03-13", found.Page.QuerySelector("#to")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_period_of_one_day_in_which_nothing_was_booked_says_so()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(1));

        var found = await visitor.OpenAsync($"{address}?from=2026-03-11&to=2026-03-11");

        Assert.Empty(found.Rows);
        Assert.Contains("Nothing was booked in this period.", found.Main, StringComparison.Ordinal);
        Assert.Null(found.Page.QuerySelector("[role=alert]"));
    }

    [Theory]
    [InlineData("from=2026-03-13&to=2026-03-11", "The last day comes before the first one.")]
    [InlineData("from=2025-03-16", "Choose 366 days at most.")]
    [InlineData("to=2026-03-19", "Choose days of the past.")]
    [InlineData("from=2026-03-19", "Choose days of the past.")]
    [InlineData("from=0001-01-01&to=0001-01-02", "Choose days of the past.")]
    [InlineData("to=9999-12-31", "Choose days of the past.")]
    [InlineData("from=banana", "One of the days is no date.")]
    public async Task A_period_that_cannot_be_is_told_and_the_usual_one_is_shown(string query, string problem)
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(95));

        var page = await visitor.OpenAsync($"{address}?{query}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith(problem, page.Page.QuerySelector("[role=alert]")!.Words(), StringComparison.Ordinal);
        Assert.Equal("91 transactions, 17/12/2025 to 17/03/2026", Caption(page));
    }

    [Fact]
    public async Task The_longest_period_is_shown()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, OneADay(370));

        var page = await visitor.OpenAsync($"{address}?from=2025-03-17");

        Assert.Null(page.Page.QuerySelector("[role=alert]"));
        Assert.Equal("366 transactions, 17/03/2025 to 17/03/2026", Caption(page));
    }

    [Fact]
    public async Task What_is_pending_is_marked_and_stands_above_and_counts_as_spent()
    {
        var pending = new SandboxTransaction { Amount = -100.25m, Status = "pending", Text = "Hotell", Date = Today.AddDays(-3) };
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000, OneADay(2).Append(pending));

        var page = await visitor.OpenAsync(address);

        Assert.Equal([true, false, false], page.Rows.Select(row => row.IsPending));
        Assert.EndsWith("Hotell Pending", page.Rows[0].What, StringComparison.Ordinal);
        Assert.Equal(
            ["997.00 NOK", "896.75 NOK"], page.Page.QuerySelectorAll("dl.totals dd").Select(total => total.Words()));
    }

    [Fact]
    public async Task What_is_pending_for_tomorrow_is_shown_today()
    {
        var pending = new SandboxTransaction { Amount = -100.25m, Status = "pending", Text = "Hotell", Date = Today.AddDays(1) };
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000, pending);

        var page = await visitor.OpenAsync(address);

        Assert.True(Assert.Single(page.Rows).IsPending);
    }

    [Fact]
    public async Task What_is_booked_on_a_day_that_has_begun_at_the_bank_alone_is_shown_and_drawn()
    {
        var booked = new SandboxTransaction { Amount = -250, Text = "Frokost", Date = Today.AddDays(1) };
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000, booked);

        var page = await visitor.OpenAsync(address);
        var withTomorrow = await visitor.OpenAsync($"{address}?to=2026-03-18");

        Assert.Equal("18/03/2026", Assert.Single(page.Rows).Day);
        Assert.EndsWith(
            "At the end: 750.00 NOK.", page.Page.QuerySelector("svg[role=img]")?.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(page.Rows, withTomorrow.Rows);
        Assert.Null(withTomorrow.Page.QuerySelector("[role=alert]"));
        Assert.NotNull(withTomorrow.Page.QuerySelector("svg[role=img]"));
    }

    [Fact]
    public async Task What_a_bank_shows_as_booked_and_as_pending_still_is_shown_once()
    {
        const string Twice = """
            {"transactions":{
                "booked":[{
                    "transactionId":"1","entryReference":"same","bookingDate":"2026-03-16",
                    "transactionAmount":{"amount":-5,"currency":"NOK"}}],
                "pending":[
                    {"transactionId":"2","entryReference":"same","transactionAmount":{"amount":-5,"currency":"NOK"}},
                    {"transactionId":"3","entryReference":"same","transactionAmount":{"amount":-6,"currency":"NOK"}},
                    {"transactionId":"4","transactionAmount":{"amount":-5,"currency":"NOK"}},
                    {"transactionId":"5","transactionAmount":{"amount":-5,"currency":"NOK"}}]}}
            """;
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000);
        using var elsewhere = new Visitor(Running.Application.WithTransactions(Twice), cookies: visitor.Cookies);

        var page = await elsewhere.OpenAsync(address);

        // Of two payments without references nothing says that they are one.
        Assert.Equal(
            [(true, "-6.00 NOK"), (true, "-5.00 NOK"), (true, "-5.00 NOK"), (false, "-5.00 NOK")],
            page.Rows.Select(row => (row.IsPending, row.Amount)));
    }

    [Fact]
    public async Task What_a_bank_announces_unasked_is_named_and_counts_nowhere()
    {
        const string Announced = """
            {"transactions":{
                "booked":[{"transactionId":"1","bookingDate":"2026-03-16","transactionAmount":{"amount":-5,"currency":"NOK"}}],
                "information":[{"transactionId":"2","bookingDate":"2026-03-16","transactionAmount":{"amount":-500,"currency":"NOK"}}]}}
            """;
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000);
        using var elsewhere = new Visitor(Running.Application.WithTransactions(Announced), cookies: visitor.Cookies);

        var page = await elsewhere.OpenAsync(address);
        var file = await elsewhere.OpenAsync(page.Link("Download CSV"));

        Assert.Equal(["", "information"], page.Page.QuerySelectorAll("table.transactions tbody tr").Select(Badge).Order());
        Assert.Equal(
            ["booked", "information"], file.Text.TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(',')[2]).Order());
        Assert.Contains(
            "Lowest: 1,000.00 NOK on 16/03/2026. Highest: 1,005.00 NOK",
            page.Page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"),
            StringComparison.Ordinal);

        static string Badge(IElement row) => row.QuerySelector(".badge")?.Words() ?? "";
    }

    [Fact]
    public async Task What_is_announced_is_not_shown()
    {
        var announced = new SandboxTransaction { Amount = -500, Status = "information", Text = "Fast trekk" };
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000, OneADay(2).Append(announced));

        Assert.Equal(Numbers(1, 2), (await visitor.OpenAsync(address)).Rows.Select(row => row.What));
    }

    private async Task AssertFoundAsync(string language, string search)
    {
        var (visitor, address) = await OpenAccountAsync(
            language, 0, new SandboxTransaction { Amount = -1234.50m, Text = "Hjul" }, new SandboxTransaction { Amount = -1234m });

        var found = await visitor.OpenAsync($"{address}?search={Uri.EscapeDataString(search)}");

        Assert.EndsWith("Hjul", Assert.Single(found.Rows).What, StringComparison.Ordinal);
    }

    private static string Caption(Answer page) => page.Page.QuerySelector("table.transactions caption")!.Words();

    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"Kiosk number {number}"));
}
