using System.Globalization;
using AngleSharp.Dom;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The balance over time: a chart, its text, and the table behind it say the same.</summary>
public sealed class BalanceChartTests(RunningApplication running) : AccountTest(running)
{
    [Fact]
    public async Task The_text_and_the_table_say_what_was_booked()
    {
        var (visitor, address) = await OpenAccountAsync(
            "en-GB",
            1000,
            new SandboxTransaction { Amount = -200, Date = new(2026, 3, 10) },
            new SandboxTransaction { Amount = 600, Date = new(2026, 3, 12) },
            new SandboxTransaction { Amount = -100, Date = new(2026, 3, 12) },
            new SandboxTransaction { Amount = -99.50m, Date = new(2026, 3, 15) },
            new SandboxTransaction { Amount = -5000, Date = new(2026, 3, 15), Status = "pending" });

        var page = await visitor.OpenAsync($"{address}?from=2026-03-05");

        Assert.Equal(
            "Booked balance from 05/03/2026 to 17/03/2026. Lowest: 800.00 NOK on 10/03/2026. Highest: 1,300.00 NOK on 12/03/2026. "
            + "At the end: 1,200.50 NOK.",
            page.Page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(
            [
                ("15/03/2026", "-99.50", "1,200.50"),
                ("12/03/2026", "500.00", "1,300.00"),
                ("10/03/2026", "-200.00", "800.00"),
                ("05/03/2026", "0.00", "1,000.00"),
            ],
            TableOf(page));
        Assert.Equal("1,200.50 NOK", page.Page.QuerySelector("dl.totals dd")!.Words());
        Assert.StartsWith("M0 ", page.Page.QuerySelector("path.line")!.GetAttribute("d"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nb-NO")]
    [InlineData("fi-FI")]
    [InlineData("en-GB")]
    public async Task The_text_names_the_extremes_of_the_table(string language)
    {
        using var visitor = Running.Visit(language);
        var accounts = await visitor.ConnectAsync("Nordlysvik Bank");
        var culture = CultureInfo.GetCultureInfo(language);

        var page = await visitor.OpenAsync(accounts.FirstAccount("Nordlysvik Bank"));

        var table = TableOf(page);
        var balances = table.Select(row => decimal.Parse(row.Balance, NumberStyles.Number, culture)).ToList();
        var text = page.Page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label")!;
        Assert.True(balances.Count > 5);
        Assert.Contains($"Lowest: {balances.Min().ToString("N2", culture)} NOK", text, StringComparison.Ordinal);
        Assert.Contains($"Highest: {balances.Max().ToString("N2", culture)} NOK", text, StringComparison.Ordinal);
        Assert.EndsWith($"At the end: {table[0].Balance} NOK.", text, StringComparison.Ordinal);
        Assert.Equal($"{table[0].Balance} NOK", page.Page.QuerySelector("dl.totals dd")!.Words());
        // From row to row, as the changes say.
        var changes = table.Select(row => decimal.Parse(row.Change, NumberStyles.Number, culture));
        Assert.Equal(balances.Skip(1), balances.Zip(changes, (balance, change) => balance - change).SkipLast(1));
    }

    [Fact]
    public async Task An_account_in_which_nothing_moves_has_a_level_line()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 250);

        var page = await visitor.OpenAsync(address);

        Assert.Contains(
            "Lowest: 250.00 NOK on 17/12/2025. Highest: 250.00 NOK",
            page.Page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"),
            StringComparison.Ordinal);
        Assert.Equal([("17/12/2025", "0.00", "250.00")], TableOf(page));
    }

    [Fact]
    public async Task A_period_that_has_ended_has_no_chart()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 1000, OneADay(20));

        var page = await visitor.OpenAsync($"{address}?from=2026-03-01&to=2026-03-10");

        Assert.Equal(10, page.Rows.Count);
        Assert.Null(page.Page.QuerySelector("svg"));
        Assert.Contains("There is no history of the balance: the period ends before today", page.Main, StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Day, string Change, string Balance)> TableOf(Answer page) =>
    [
        .. page.Page.QuerySelectorAll("details tbody tr").Select(row => (Cell(row, 1), Cell(row, 2), Cell(row, 3))),
    ];

    private static string Cell(IElement row, int number) => row.QuerySelector($"td:nth-child({number})")!.Words();
}
