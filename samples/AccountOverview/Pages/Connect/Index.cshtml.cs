using AccountOverview.Connections;
using AccountOverview.Failures;
using AccountOverview.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages.Connect;

internal sealed class IndexModel(
    IBankDirectoryApi banks, BankConnector connector, ConnectionStore connections, DevelopmentSandbox sandbox) : PageModel
{
    private const string ForTests = "Banks for tests";

    /// <summary>The banks to choose from, under the heading of their country.</summary>
    public IReadOnlyList<IGrouping<string, BankEntry>> Banks { get; private set; } = [];

    public bool IsFull => connections.IsFull;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var directory = await banks.GetBanksAsync(cancellationToken);
        Banks =
        [
            .. directory.Banks
                .GroupBy(bank => sandbox.IsSpecial(bank.Id) ? ForTests : Country.NameOf(bank.CountryCode))
                .OrderBy(country => country.Key == ForTests)
                .ThenBy(country => country.Key, StringComparer.CurrentCulture),
        ];
    }

    public async Task<IActionResult> OnPostAsync(string? bankId, CancellationToken cancellationToken) =>
        connections.HasRoomFor(bankId) ? new SeeOtherResult(await connector.StartAsync(bankId, cancellationToken)) : Page();

    /// <summary>Opens a consent again that ends soon.</summary>
    public async Task<IActionResult> OnPostRenewAsync(int number, CancellationToken cancellationToken) =>
        connections.Find(number) is { } connection
            ? new SeeOtherResult(await connector.RenewAsync(connection, cancellationToken))
            : NotFound();
}
