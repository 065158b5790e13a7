using System.Net;
using AccountOverview.Connections;
using AccountOverview.Failures;
using Aritma.Psd2.Client;

namespace AccountOverview.Accounts;

/// <summary>
/// Reads what the pages show, each time anew: nothing of it is stored. The user is present, and so each call says from which address.
/// </summary>
internal sealed class AccountReader(IAccountsApi api, FailureExplanation failures, IHttpContextAccessor accessor)
{
    private IPAddress? UserAddress => accessor.HttpContext?.Connection.RemoteIpAddress;

    /// <summary>Reads the accounts of all banks at once: one that is slow or fails takes nothing from the others.</summary>
    public async Task<IReadOnlyList<BankAccounts>> ReadAllAsync(
        IReadOnlyList<Connection> connections, CancellationToken cancellationToken)
    {
        var banks = await Task.WhenAll(connections.Select(connection => ReadBankAsync(connection, cancellationToken)));

        return [.. banks.Select((bank, index) => bank with { Accounts = WithoutThoseOf(banks.Take(index), bank.Accounts) })];
    }

    /// <exception cref="Psd2ApiException">A call failed.</exception>
    /// <exception cref="ArgumentException">The id is none.</exception>
    public async Task<AccountStatement> ReadAccountAsync(
        Connection connection, string accountId, Period period, CancellationToken cancellationToken)
    {
        var account = api.GetAccountAsync(accountId, connection.ConsentId, UserAddress, cancellationToken);
        var balances = ReadBalancesAsync(connection, accountId, cancellationToken);
        var transactions = api
            .GetAllTransactionsAsync(
                accountId, connection.ConsentId, period.Start, period.End, BookingStatus.Both, UserAddress, cancellationToken)
            .ToListAsync(cancellationToken).AsTask();
        await Task.WhenAll(account, balances, transactions);
        return new(AccountSummary.Of((await account).Account, await balances), period, await transactions);
    }

    /// <summary>
    /// Two consents may show one account, under two ids. Its number tells, together with the currency: some banks keep accounts in
    /// several currencies under one number.
    /// </summary>
    private static IReadOnlyList<AccountSummary> WithoutThoseOf(IEnumerable<BankAccounts> others, IEnumerable<AccountSummary> accounts)
    {
        var shown = others.SelectMany(bank => bank.Accounts).Select(account => (account.Number, account.Currency)).ToHashSet();
        return [.. accounts.Where(account => account.Number is null || !shown.Contains((account.Number, account.Currency)))];
    }

    private Task<List<Balance>> ReadBalancesAsync(Connection connection, string accountId, CancellationToken cancellationToken) => api
        .GetAllBalancesAsync(accountId, connection.ConsentId, psuIpAddress: UserAddress, cancellationToken: cancellationToken)
        .ToListAsync(cancellationToken)
        .AsTask();

    private async Task<BankAccounts> ReadBankAsync(Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            var accounts = new List<AccountSummary>();
            await foreach (var account in api.GetAllAccountsAsync(connection.ConsentId, withBalance: true, UserAddress, cancellationToken))
            {
                // That balances come along is inferred. Where they don't, they are asked for.
                var balances = account.Balances ?? await ReadBalancesAsync(connection, account.Id, cancellationToken);
                accounts.Add(AccountSummary.Of(account, balances));
            }

            return new(connection, accounts, null);
        }
        catch (Exception exception) when (BankFailure.Of(exception) is not null)
        {
            return new(connection, [], await failures.ExplainAsync(exception, connection, cancellationToken));
        }
    }
}
