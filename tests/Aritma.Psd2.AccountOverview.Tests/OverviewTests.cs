namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The page of all accounts: which of them are listed, and what the totals hold.</summary>
public sealed class OverviewTests(RunningApplication running) : IClassFixture<RunningApplication>, IDisposable
{
    private readonly Visitor _visitor = running.Visit();

    public void Dispose() => _visitor.Dispose();

    [Fact]
    public async Task Accounts_of_several_currencies_under_one_number_are_all_listed_and_totalled()
    {
        await _visitor.ConnectAsync("Nordlysvik Bank");
        // The sandbox gives each account a number of its own.
        running.Sandbox.ApiFaults.Add(new SandboxFault
        {
            Body = $$"""
                {"accounts":[
                    {{Account("Kroner", "NOK", "100.00")}},
                    {{Account("Euro", "EUR", "7.50")}},
                    {{Account("Dollar", "USD", "3.25")}}]}
                """,
        });

        var accounts = await _visitor.OpenAsync("/");

        Assert.Equal(
            ["Kroner", "Euro", "Dollar"], accounts.Card("Nordlysvik Bank").QuerySelectorAll("li .name").Select(name => name.Words()));
        Assert.Equal(
            ["Total in NOK 100.00 NOK", "Total in EUR 7.50 EUR", "Total in USD 3.25 USD"],
            Totals(accounts));
    }

    [Fact]
    public async Task An_account_that_two_consents_show_is_listed_and_counted_once()
    {
        var first = await _visitor.ConnectAsync("Nordlysvik Bank");
        // A consent for no certain bank has the accounts of Nordlysvik Bank too.
        var both = await _visitor.ConnectAsync("Choose on the next page");
        await _visitor.PressAsync(both, "Remove", "Nordlysvik Bank");
        var second = await _visitor.OpenAsync("/");

        var numbers = both.Page.QuerySelectorAll("li .number").Select(number => number.Words()).ToList();
        Assert.NotEmpty(first.Page.QuerySelectorAll("li"));
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.Equal(first.FirstAccount("Nordlysvik Bank"), both.FirstAccount("Nordlysvik Bank"));
        Assert.Equal(Totals(second), Totals(both));
    }

    [Fact]
    public async Task Totals_say_which_banks_they_leave_out()
    {
        var complete = await _visitor.ConnectAsync("Nordlysvik Bank");
        var accounts = await _visitor.ConnectAsync("Bank that answers 429");

        Assert.DoesNotContain("Not in the totals", complete.Main, StringComparison.Ordinal);
        Assert.Equal(Totals(complete), Totals(accounts));
        Assert.Contains("Not in the totals: Bank that answers 429", accounts.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_say_that_they_leave_out_an_account_whose_balance_is_not_known()
    {
        await _visitor.ConnectAsync("Nordlysvik Bank");
        running.Sandbox.ApiFaults.Add(new SandboxFault
        {
            Body = $$"""{"accounts":[{{Account("Kroner", "NOK", "100.00")}},{"id":"other","name":"Other","balances":[]}]}""",
        });

        var accounts = await _visitor.OpenAsync("/");

        Assert.Equal(["Total in NOK 100.00 NOK"], Totals(accounts));
        Assert.Contains("Not in the totals: Nordlysvik Bank", accounts.Main, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Totals(Answer accounts) =>
        accounts.Page.QuerySelectorAll("dl.totals div").Select(total => total.Words());

    /// <summary>An account as the API sends it, under a number that all of these have.</summary>
    private static string Account(string name, string currency, string amount) => $$$"""
        {"id":"{{{name}}}","iban":"NO9386011117947","name":"{{{name}}}","currency":"{{{currency}}}","balances":[
            {"balanceType":"interimBooked","balanceAmount":{"amount":{{{amount}}},"currency":"{{{currency}}}"}}]}
        """;
}
