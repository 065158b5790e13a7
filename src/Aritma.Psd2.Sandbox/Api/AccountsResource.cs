using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Accounts, their balances and transactions. Account fields are those of Aritma's account event; that a single account comes inside
/// <c>account</c>, and what <c>search</c> looks at, is the sandbox's assumption. So is this: a consent without a bank covers every account
/// of the sandbox, one with a bank those at that bank, and the others aren't found.
/// </summary>
internal sealed class AccountsResource(SandboxData data, ConsentCheck consentCheck, int transactionPageSize)
{
    private static readonly string[] BalanceTypes =
        ["closingBooked", "openingBooked", "expected", "interimAvailable", "interimBooked", "forwardAvailable", "nonInvoiced"];

    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/accounts")
            .WithMetadata(new RequiredScopes(SandboxScopes.ChannelPsd2, SandboxScopes.AisRead))
            .AddEndpointFilter(consentCheck);
        group.MapGet("", List);
        group.MapGet("/{id}", Get);
        group.MapGet("/{id}/balances", GetBalances);
        group.MapGet("/{id}/transactions", GetTransactions);
        group.MapGet("/{accountId}/transactions/{id}", GetTransaction);
    }

    private IResult List(HttpContext context, string? withBalance, string? iban, string? bban, string? search)
    {
        var includeBalances = false;
        if (withBalance is not null && !bool.TryParse(withBalance, out includeBalances))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "withBalance is neither true nor false.");
        }

        var accounts = Covered(context)
            .Where(account => iban is null || account.Iban.Equals(iban, StringComparison.OrdinalIgnoreCase))
            .Where(account => bban is null || account.Bban == bban)
            .Where(account => search is null || Texts(account).Any(text => text.Contains(search, StringComparison.OrdinalIgnoreCase)))
            .Select(account => AccountFields.Of(account, includeBalances ? Balances(account) : null));
        return Results.Json(new(accounts), SandboxJson.Web.AccountList);
    }

    private IResult Get(HttpContext context, string id) =>
        Find(context, id) is { } account
            ? Results.Json(new(AccountFields.Of(account, balances: null)), SandboxJson.Web.AccountAnswer)
            : NotFound();

    private IResult GetBalances(HttpContext context, string id, string? type)
    {
        if (type is not null && !BalanceTypes.Contains(type, StringComparer.Ordinal))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "type is not a balance type.");
        }

        if (Find(context, id) is not { } account)
        {
            return NotFound();
        }

        var balances = Balances(account).Where(balance => type is null || balance.BalanceType == type);
        return Results.Json(new(new(account.Iban, account.Bban, account.Currency), balances), SandboxJson.Web.BalanceList);
    }

    private IResult GetTransactions(HttpContext context, string id, string? dateFrom, string? dateTo, string? bookingStatus)
    {
        if (TransactionQuery.Read(dateFrom, dateTo, bookingStatus, out var query) is { } refusal)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, refusal);
        }

        if (Find(context, id) is not { } account)
        {
            return NotFound();
        }

        var matching = account.Transactions.Where(query.Matches).ToList();
        return Page<Transaction>.Of(matching, transactionPageSize, $"transactions/{id}", context) is { } page
            ? Results.Json(TransactionList.Of(account, query, page), SandboxJson.Web.TransactionList)
            : Problem.Of(StatusCodes.Status400BadRequest, "cursor is not one of this list.");
    }

    private IResult GetTransaction(HttpContext context, string accountId, string id)
    {
        if (Find(context, accountId) is not { } account)
        {
            return NotFound();
        }

        return account.Transactions.FirstOrDefault(transaction => transaction.Id == id) is { } transaction
            ? Results.Json(new(TransactionFields.Of(account, transaction)), SandboxJson.Web.TransactionAnswer)
            : Problem.Of(StatusCodes.Status404NotFound, "The account has no such transaction.");
    }

    private IEnumerable<Account> Covered(HttpContext context)
    {
        var consent = context.Features.GetRequiredFeature<Consent>();
        return data.Accounts.Where(account => consent.BankId is null || account.Bank.Id == consent.BankId);
    }

    private Account? Find(HttpContext context, string id) => Covered(context).FirstOrDefault(account => account.Id == id);

    private IReadOnlyList<Balance> Balances(Account account)
    {
        var yesterday = data.Today.AddDays(-1);
        return
        [
            new(Money.Of(account.BookedBalance, account.Currency), "interimBooked", data.Today, account.LastBooking),
            new(Money.Of(account.AvailableBalance, account.Currency), "interimAvailable", data.Today, account.LastBooking),
            new(Money.Of(account.BookedBalanceOn(yesterday), account.Currency), "closingBooked", yesterday, null),
        ];
    }

    private static string[] Texts(Account account) => [account.Name, account.DisplayName, account.Iban, account.Bban];

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "The consent covers no such account.");
}
