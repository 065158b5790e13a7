namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>Accounts at banks that change what they have shown before.</summary>
public sealed class ChangingStatementTests
{
    [Fact]
    public async Task What_is_booked_under_another_id_is_there_once()
    {
        await using var running = await RunningApplication.StartAsync();
        var account = running.Sandbox.AddAccount(
            new SandboxAccount { BankId = SandboxBanks.BooksUnderNewIds, Name = "Drift", Balance = 1000 });
        running.Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -10, Text = "Avis", Counterparty = "Kiosk" });
        running.Sandbox.AddTransaction(
            account, new SandboxTransaction { Amount = -129.50m, Status = "pending", Text = "Kaffe", Counterparty = "Kiosk" });
        using var visitor = running.Visit();
        await visitor.ConnectAsync("Bank that books under new ids");

        var before = await visitor.OpenAsync($"/accounts/1/{account}");
        running.Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        var after = await visitor.OpenAsync($"/accounts/1/{account}");

        Assert.Equal(
            [new("17/03/2026", "Kiosk Kaffe Pending", "-129.50 NOK", true), new("17/03/2026", "Kiosk Avis", "-10.00 NOK", false)],
            before.Rows);
        Assert.Equal(
            [new("17/03/2026", "Kiosk Kaffe", "-129.50 NOK", false), new("17/03/2026", "Kiosk Avis", "-10.00 NOK", false)],
            after.Rows);
        Assert.Equal("990.00 NOK", before.Page.QuerySelector("dl.totals dd")!.Words());
        Assert.Equal("860.50 NOK", after.Page.QuerySelector("dl.totals dd")!.Words());
    }

    [Fact]
    public async Task Other_ids_change_nothing()
    {
        await using var running = await RunningApplication.StartAsync();
        using var visitor = running.Visit();
        var accounts = await visitor.ConnectAsync("Bank that changes transaction ids every hour");
        var address = accounts.FirstAccount("Bank that changes transaction ids every hour");

        var before = await visitor.OpenAsync(address);
        running.Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        var after = await visitor.OpenAsync(address);

        Assert.NotEmpty(before.Rows);
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(TextOfChart(before), TextOfChart(after));

        static string TextOfChart(Answer page) => page.Page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label")!;
    }
}
