using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Accounts, their balances and transactions. Account fields are those of Aritma's account event; that a single account comes inside
/// <c>account</c>, and what <c>search</c> looks at, is the sandbox's assumption. So is this: a consent without a bank covers every account
/// at ordinary banks, one with a bank those at that bank, and the others aren't found.
/// </summary>
internal sealed class AccountsResource(SandboxState state, int transactionPageSize)
{
    private static readonly string[] BalanceTypes =
        ["closingBooked", "openingBooked", "expected", "interimAvailable", "interimBooked", "forwardAvailable", "nonInvoiced"];

    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/accounts")
            .WithMetadata(new RequiredScopes(SandboxScopes.ChannelPsd2, SandboxScopes.AisRead))
            .WithTags("Accounts")
            .Refuses(StatusCodes.Status429TooManyRequests)
            .AddEndpointFilter(new ConsentCheck(state.Consents))
            .AddEndpointFilter(state.UnattendedRequests)
            .AddEndpointFilter(new BankOutcome(state.Clock));
        group.MapGet("", List)
            .WithName("getAccounts")
            .WithSummary("Lists the accounts that a consent covers.")
            .Produces<AccountList>();
        group.MapGet("/{id}", Get)
            .WithName("getAccount")
            .WithSummary("Reads an account.")
            .Produces<AccountAnswer>()
            .Refuses(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/balances", GetBalances)
            .WithName("getBalances")
            .WithSummary("Reads the balances of an account.")
            .Produces<BalanceList>()
            .Refuses(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/transactions", GetTransactions)
            .WithMetadata(new HasPages())
            .WithName("getTransactions")
            .WithSummary("Reads a page of the transactions of an account.")
            .Produces<TransactionList>()
            .Refuses(StatusCodes.Status404NotFound);
        group.MapGet("/{accountId}/transactions/{id}", GetTransaction)
            .WithName("getTransaction")
            .WithSummary("Reads a transaction.")
            .Produces<TransactionAnswer>()
            .Refuses(StatusCodes.Status404NotFound);
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
            .Select(account => AccountFields.Of(account, includeBalances ? Balances(StatementOf(account)) : null));
        return Answer(context, new(accounts), SandboxJson.Web.AccountList);
    }

    private IResult Get(HttpContext context, string id) =>
        Find(context, id) is { } account
            ? Answer(context, new(AccountFields.Of(account, balances: null)), SandboxJson.Web.AccountAnswer)
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

        var balances = Balances(StatementOf(account)).Where(balance => type is null || balance.BalanceType == type);
        return Answer(context, new(new(account.Iban, account.Bban, account.Currency), balances), SandboxJson.Web.BalanceList);
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

        var matching = StatementOf(account).Transactions.Where(query.Matches).ToList();
        return ListPage<Transaction>.Of(matching, transactionPageSize, $"transactions/{id}", context) is { } page
            ? Answer(context, TransactionList.Of(account, query, page), SandboxJson.Web.TransactionList)
            : Problem.Of(StatusCodes.Status400BadRequest, "cursor is not one of this list.");
    }

    private IResult GetTransaction(HttpContext context, string accountId, string id)
    {
        if (Find(context, accountId) is not { } account)
        {
            return NotFound();
        }

        return StatementOf(account).Transactions.FirstOrDefault(transaction => transaction.Id == id) is { } transaction
            ? Answer(context, new(TransactionFields.Of(account, transaction)), SandboxJson.Web.TransactionAnswer)
            : Problem.Of(StatusCodes.Status404NotFound, "The account has no such transaction.");
    }

    private IEnumerable<Account> Covered(HttpContext context) => state.Data.Accounts.Where(ConsentOf(context).Covers);

    private Account? Find(HttpContext context, string id) => Covered(context).FirstOrDefault(account => account.Id == id);

    private Statement StatementOf(Account account) => account.StatementAt(state.Clock.GetUtcNow());

    private static Consent ConsentOf(HttpContext context) => context.Features.GetRequiredFeature<Consent>();

    private static IReadOnlyList<Balance> Balances(Statement statement)
    {
        var (currency, today, yesterday) = (statement.Account.Currency, statement.Today, statement.Today.AddDays(-1));
        return
        [
            new(Money.Of(statement.BookedBalance, currency), "interimBooked", today, statement.LastBooking),
            new(Money.Of(statement.AvailableBalance, currency), "interimAvailable", today, statement.LastBooking),
            new(Money.Of(statement.BookedBalanceOn(yesterday), currency), "closingBooked", yesterday, null),
        ];
    }

    /// <summary>In the way of the consent's bank.</summary>
    private static IResult Answer<T>(HttpContext context, T answer, JsonTypeInfo<T> type)
    {
        return ConsentOf(context).Bank?.Behavior switch
        {
            BankBehavior.LeavesMembersOut => Changed(MissingMembers.LeaveOut),
            BankBehavior.SendsUnknownValues => Changed(UnknownValues.AddTo),
            _ => Results.Json(answer, type),
        };

        IResult Changed(Action<JsonNode?> change)
        {
            var json = JsonSerializer.SerializeToNode(answer, type);
            change(json);
            return Results.Json(json, SandboxJson.Web.JsonNode);
        }
    }

    private static string[] Texts(Account account) => [account.Name, account.DisplayName, account.Iban, account.Bban];

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "The consent covers no such account.");
}
