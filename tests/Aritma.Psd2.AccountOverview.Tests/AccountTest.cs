namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>A test of an account whose transactions it knows.</summary>
public abstract class AccountTest(RunningApplication running) : IClassFixture<RunningApplication>, IDisposable
{
    private readonly List<Visitor> _visitors = [];

    /// <summary>The day of the tests.</summary>
    protected static DateOnly Today { get; } = DateOnly.FromDateTime(TestTime.Start.UtcDateTime);

    private protected RunningApplication Running => running;

    /// <summary>Somebody who has connected a bank, at which an account was added.</summary>
    /// <returns>The visitor, and the address of the account.</returns>
    private protected async Task<(Visitor Visitor, string Address)> OpenAccountAsync(
        string language, decimal balance, params IEnumerable<SandboxTransaction> transactions)
    {
        var account = running.Sandbox.AddAccount(new SandboxAccount { BankId = SandboxBanks.Approves, Name = "Drift", Balance = balance });
        foreach (var transaction in transactions)
        {
            running.Sandbox.AddTransaction(account, transaction);
        }

        var visitor = running.Visit(language);
        _visitors.Add(visitor);
        var sent = await visitor.StartConnectingAsync("Bank that approves");
        await visitor.OpenAsync(await visitor.BeDecidedOnAsync(sent.Location));
        return (visitor, $"/accounts/1/{account}");
    }

    /// <summary>One transaction on each of so many days: number 1 of today, number 2 of yesterday, and so on.</summary>
    private protected static IEnumerable<SandboxTransaction> OneADay(int days) =>
        Enumerable.Range(1, days).Select(number => new SandboxTransaction
        {
            Amount = -number,
            Date = Today.AddDays(1 - number),
            Text = $"number {number}",
            Counterparty = "Kiosk",
        });

    public void Dispose()
    {
        _visitors.ForEach(visitor => visitor.Dispose());
        GC.SuppressFinalize(this);
    }
}
