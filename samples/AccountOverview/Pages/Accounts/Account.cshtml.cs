using System.Globalization;
using AccountOverview.Accounts;
using AccountOverview.Connections;
using AccountOverview.Formatting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccountOverview.Pages.Accounts;

/// <summary>One account: its balances, their history, and its transactions of a period.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]   // for the file: pages have it by their forms
internal sealed class AccountModel(ConnectionStore connections, AccountReader accounts, TimeProvider time) : PageModel
{
    private const int LinesOfAPart = 25;

    [BindProperty(SupportsGet = true)]
    public StatementQuery Query { get; set; } = new();

    public Connection Connection { get; private set; } = null!;

    public AccountStatement Statement { get; private set; } = null!;

    /// <summary>What is wrong with the period; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null where the bank left out what it takes.</summary>
    public BalanceChart? Chart { get; private set; }

    /// <summary>The transactions that were searched for, all of the period.</summary>
    public IReadOnlyList<StatementLine> Found { get; private set; } = [];

    public IEnumerable<StatementLine> Lines => Found.Skip((Part - 1) * LinesOfAPart).Take(LinesOfAPart);

    public int Parts => Math.Max(1, (Found.Count + LinesOfAPart - 1) / LinesOfAPart);

    public int Part => Math.Clamp(Query.Part, 1, Parts);

    public async Task<IActionResult> OnGetAsync(int number, string accountId, CancellationToken cancellationToken) =>
        await ReadAsync(number, accountId, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(int number, string accountId, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(number, accountId, cancellationToken))
        {
            return NotFound();
        }

        return File(
            StatementFile.Of(Statement, Found, CultureInfo.CurrentCulture),
            "text/csv; charset=utf-8",
            $"transactions-{DayText.Iso(Statement.Period.From)}-{DayText.Iso(Statement.Period.To)}.csv");
    }

    private async Task<bool> ReadAsync(int number, string accountId, CancellationToken cancellationToken)
    {
        if (connections.Find(number) is not { } connection)
        {
            return false;
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        (var period, Problem) = Query.PeriodAsOf(today);
        Problem ??= IsDate(nameof(Query.From)) && IsDate(nameof(Query.To)) ? null : "One of the days is no date.";
        Connection = connection;
        try
        {
            Statement = await accounts.ReadAccountAsync(connection, accountId, period, cancellationToken);
        }
        catch (ArgumentException malformed) when (malformed.ParamName == nameof(accountId))
        {
            return false;
        }

        Chart = BalanceHistory.Of(Statement, today) is { } history ? new(history) : null;
        Found = Query.Search?.Trim() is { Length: > 0 } search
            ? [.. Statement.Lines.Where(line => line.Matches(search))]
            : Statement.Lines;
        return true;
    }

    private bool IsDate(string field) => ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid;
}
