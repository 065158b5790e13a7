using AccountOverview.Accounts;
using AccountOverview.Connections;
using AccountOverview.Pages.Connect;
using Aritma.Psd2.Client;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages;

internal sealed class IndexModel(ConnectionStore connections, AccountReader accounts, TimeProvider time) : PageModel
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public IReadOnlyList<BankAccounts> Banks { get; private set; } = [];

    /// <summary>What has been booked, over all accounts of a currency.</summary>
    public IReadOnlyList<Money> Totals { get; private set; } = [];

    /// <summary>The banks of which something isn't known, and so isn't in the totals.</summary>
    public IReadOnlyList<string> NotInTotals =>
    [
        .. Banks
            .Where(bank => bank.Failure is not null || bank.Accounts.Any(account => account.Booked is null))
            .Select(bank => bank.Connection.DisplayName),
    ];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Banks = await accounts.ReadAllAsync(connections.All, cancellationToken);
        Totals =
        [
            .. Banks
                .SelectMany(bank => bank.Accounts)
                .Select(account => account.Booked?.BalanceAmount)
                .OfType<Money>()
                .GroupBy(balance => balance.Currency)
                .Select(currency => new Money(currency.Sum(balance => balance.Amount), currency.Key)),
        ];
    }

    public IActionResult OnPostRemove(int number)
    {
        connections.Remove(number);
        return RedirectToPage("/Connect/Ended", new { outcome = EndedModel.Removed });
    }

    public bool EndsSoon(Connection connection) => connection.ExpiresAt - time.GetUtcNow() < Soon;
}
