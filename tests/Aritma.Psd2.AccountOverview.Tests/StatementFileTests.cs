using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>A statement as a file for a spreadsheet of the user's culture.</summary>
public sealed class StatementFileTests(RunningApplication running) : AccountTest(running)
{
    [Fact]
    public async Task A_Norwegian_file_is_written_as_a_Norwegian_spreadsheet_reads_it()
    {
        var (visitor, address) = await OpenAccountAsync("nb-NO", 0, new SandboxTransaction
        {
            Amount = 1234.50m,
            Date = new(2026, 3, 9),
            Counterparty = "Ærlig & Sønn; \"Åpent\"",
            Text = "Faktura 17, første",
        });

        var file = await visitor.OpenAsync((await visitor.OpenAsync(address)).Link("Download CSV"));

        Assert.Equal("text/csv; charset=utf-8", file.ContentHeaders.ContentType?.ToString());
        Assert.Equal("attachment", file.ContentHeaders.ContentDisposition?.DispositionType);
        Assert.Equal("transactions-2025-12-17-2026-03-17.csv", file.ContentHeaders.ContentDisposition?.FileName);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file.Content[..3]);
        var lines = TextOf(file).Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.DoesNotContain('\n', string.Concat(lines));
        Assert.Equal("Account;Date;Status;Counterparty;Text;Amount;Currency", lines[0]);
        Assert.EndsWith(
            ";09.03.2026;booked;\"Ærlig & Sønn; \"\"Åpent\"\"\";Faktura 17, første;1234,50;NOK", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public async Task A_British_file_has_commas_between_its_columns()
    {
        var (visitor, address) = await OpenAccountAsync("en-GB", 0, new SandboxTransaction
        {
            Amount = -1234.50m,
            Date = new(2026, 3, 9),
            Counterparty = "Hansen, Oslo",
            Text = "Hjul",
        });

        var file = await visitor.OpenAsync((await visitor.OpenAsync(address)).Link("Download CSV"));

        var lines = TextOf(file).Split("\r\n");
        Assert.Equal("Account,Date,Status,Counterparty,Text,Amount,Currency", lines[0]);
        Assert.EndsWith(",09/03/2026,booked,\"Hansen, Oslo\",Hjul,-1234.50,NOK", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nb-NO")]
    [InlineData("sv-SE")]
    [InlineData("fi-FI")]
    public async Task An_amount_that_left_the_account_is_a_number_for_a_spreadsheet(string language)
    {
        var (visitor, address) = await OpenAccountAsync(language, 0, new SandboxTransaction { Amount = -1234.50m });

        var file = await visitor.OpenAsync((await visitor.OpenAsync(address)).Link("Download CSV"));

        Assert.Contains(";-1234,50;", TextOf(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nb-NO", ";")]
    [InlineData("fi-FI", ";")]
    [InlineData("en-GB", ",")]
    public async Task A_file_has_all_that_was_searched_for_and_not_a_page_of_it(string language, string delimiter)
    {
        var other = new SandboxTransaction { Amount = 5, Text = "Renter", Counterparty = "Banken" };
        var pending = new SandboxTransaction { Amount = -0.25m, Text = "number 0", Counterparty = "Kiosk", Status = "pending" };
        var (visitor, address) = await OpenAccountAsync(language, 0, OneADay(60).Append(other).Append(pending));
        var culture = CultureInfo.GetCultureInfo(language);

        var page = await visitor.OpenAsync($"{address}?search=kiosk&part=2");
        var file = await visitor.OpenAsync(page.Link("Download CSV"));

        var records = RecordsOf(file, culture, delimiter);
        var texts = Enumerable.Range(0, 61).Select(number => string.Create(CultureInfo.InvariantCulture, $"number {number}"));
        Assert.Equal(texts, records.Select(line => line.Text));
        Assert.Equal(Enumerable.Range(1, 60).Select(number => (decimal)-number).Prepend(-0.25m), records.Select(line => line.Amount));
        Assert.Equal(Enumerable.Range(0, 60).Select(number => Today.AddDays(-number)).Prepend(Today), records.Select(line => line.Date));
        Assert.Equal(["pending", "booked"], records.Select(line => line.Status).Distinct());
        Assert.Equal(["NOK"], records.Select(line => line.Currency).Distinct());
        var account = page.Page.QuerySelector(".number")!.Words().Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal([account], records.Select(line => line.Account).Distinct());
    }

    [Theory]
    [InlineData("=SUM(A1:A9)")]
    [InlineData("+4712345678")]
    [InlineData("-1+2")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1+1")]
    [InlineData("＝1+1")]
    public async Task Text_of_a_stranger_is_no_formula(string text)
    {
        var (visitor, address) = await OpenAccountAsync(
            "nb-NO", 0, new SandboxTransaction { Amount = 1, Text = text, Counterparty = text });

        var file = await visitor.OpenAsync((await visitor.OpenAsync(address)).Link("Download CSV"));

        var line = Assert.Single(RecordsOf(file, CultureInfo.GetCultureInfo("nb-NO"), ";"));
        Assert.Equal(($"'{text}", $"'{text}"), (line.Text, line.Counterparty));
    }

    [Theory]
    [InlineData("en-GB", ",", "Rent;=1+cmd", "Rent;'=1+cmd")]
    [InlineData("nb-NO", ";", "Rent;=1+cmd", "Rent;'=1+cmd")]
    [InlineData("en-GB", ",", "Rent,@SUM(A1)", "Rent,'@SUM(A1)")]
    [InlineData("nb-NO", ";", "Rent,@SUM(A1)", "Rent,'@SUM(A1)")]
    [InlineData("en-GB", ",", "Rent\t=1+cmd", "Rent\t'=1+cmd")]
    [InlineData("nb-NO", ";", "Rent\t=1+cmd", "Rent\t'=1+cmd")]
    [InlineData("en-GB", ",", "Rent, March\n=1+cmd", "Rent, March\n'=1+cmd")]
    [InlineData("nb-NO", ";", "Rent; March\n -1+cmd", "Rent; March\n' -1+cmd")]
    [InlineData("nb-NO", ";", "Rent\n=1+cmd", "Rent\n'=1+cmd")]
    [InlineData("en-GB", ",", "Rent\r\n -1+cmd", "Rent\r\n' -1+cmd")]
    [InlineData("en-GB", ",", "Rent\r=1+cmd", "Rent\r'=1+cmd")]
    [InlineData("nb-NO", ";", "Rent; cheap = good, 1-2", "Rent; cheap = good, 1-2")]
    public async Task Text_of_a_stranger_is_no_formula_behind_any_separator_either(
        string language, string delimiter, string text, string expected)
    {
        var (visitor, address) = await OpenAccountAsync(
            language, 0, new SandboxTransaction { Amount = 1, Text = text, Counterparty = text });

        var file = await visitor.OpenAsync((await visitor.OpenAsync(address)).Link("Download CSV"));

        var line = Assert.Single(RecordsOf(file, CultureInfo.GetCultureInfo(language), delimiter));
        Assert.Equal((expected, expected), (line.Text, line.Counterparty));
    }

    private static string TextOf(Answer file) => file.Text.TrimStart('\uFEFF');

    private static List<Line> RecordsOf(Answer file, CultureInfo culture, string delimiter)
    {
        using var csv = new CsvReader(new StringReader(TextOf(file)), new CsvConfiguration(culture) { Delimiter = delimiter });
        return [.. csv.GetRecords<Line>()];
    }

    private sealed record Line(
        string Account, DateOnly Date, string Status, string Counterparty, string Text, decimal Amount, string Currency);
}
