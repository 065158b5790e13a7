using System.Net;

namespace Aritma.Psd2.Client;

/// <summary>Calls composed of those of <see cref="IAccountsApi"/>: lists, page by page as they are needed.</summary>
public static class AccountsApiExtensions
{
    /// <summary>Reads all accounts of a consent.</summary>
    /// <param name="accounts">The API.</param>
    /// <param name="consentId">The consent.</param>
    /// <param name="withBalance">Whether to add the balances of each account.</param>
    /// <param name="psuIpAddress">The address of the end user who is present; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException"><paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">A call failed, or a page has no way to the next one.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public static IAsyncEnumerable<Account> GetAllAccountsAsync(
        this IAccountsApi accounts,
        string consentId,
        bool? withBalance = null,
        IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return Pages
            .FollowAsync(
                "IAccountsApi.GetAccountsAsync",
                (cursor, token) => accounts.GetAccountsAsync(
                    consentId, withBalance, cursor: cursor, psuIpAddress: psuIpAddress, cancellationToken: token),
                page => page.Links?.Next,
                cancellationToken: cancellationToken)
            .SelectMany(page => page.Accounts);
    }

    /// <summary>Reads all balances of an account.</summary>
    /// <param name="accounts">The API.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="consentId">The consent.</param>
    /// <param name="dateFrom">The first moment of interest, inclusive; null: the API decides.</param>
    /// <param name="type">Balances of one type; null: all types.</param>
    /// <param name="psuIpAddress">The address of the end user who is present; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException">An argument isn't an id.</exception>
    /// <exception cref="Psd2ApiException">A call failed, or a page has no way to the next one.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public static IAsyncEnumerable<Balance> GetAllBalancesAsync(
        this IAccountsApi accounts,
        string accountId,
        string consentId,
        DateTimeOffset? dateFrom = null,
        BalanceType? type = null,
        IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return Pages
            .FollowAsync(
                "IAccountsApi.GetBalancesAsync",
                (cursor, token) => accounts.GetBalancesAsync(accountId, consentId, dateFrom, type, cursor, psuIpAddress, token),
                page => page.Links?.Next,
                cancellationToken: cancellationToken)
            .SelectMany(page => page.Balances);
    }

    /// <summary>Reads the transactions of an account over all pages, each with its <see cref="Transaction.BookingStatus"/>.</summary>
    /// <param name="accounts">The API.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="consentId">The consent.</param>
    /// <param name="dateFrom">The first moment, inclusive.</param>
    /// <param name="dateTo">The last moment, inclusive; null: all that follow.</param>
    /// <param name="bookingStatus">
    /// Which transactions; null, the default: those that are booked. Others may come again under another id.
    /// </param>
    /// <param name="psuIpAddress">The address of the end user who is present; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException">An id isn't valid, or the period ends before it starts.</exception>
    /// <exception cref="Psd2ApiException">A call failed, or a page has no way to the next one.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public static IAsyncEnumerable<Transaction> GetAllTransactionsAsync(
        this IAccountsApi accounts,
        string accountId,
        string consentId,
        DateTimeOffset dateFrom,
        DateTimeOffset? dateTo = null,
        BookingStatus? bookingStatus = null,
        IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default) =>
        accounts
            .GetTransactionPagesAsync(accountId, consentId, dateFrom, dateTo, bookingStatus, psuIpAddress, null, cancellationToken)
            .SelectMany(page => page.Transactions.InOneList());

    /// <summary>As <see cref="GetAllTransactionsAsync"/>, page by page, from the first one or a later one on.</summary>
    /// <param name="accounts">The API.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="consentId">The consent.</param>
    /// <param name="dateFrom">The first moment, inclusive.</param>
    /// <param name="dateTo">The last moment, inclusive; null: all that follow.</param>
    /// <param name="bookingStatus">Which transactions; null, the default: those that are booked.</param>
    /// <param name="psuIpAddress">The address of the end user who is present; null: nobody is.</param>
    /// <param name="cursor">
    /// Where the first page begins that is wanted, as <see cref="TransactionPage.Next"/> of the one before says; null: at the start.
    /// </param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <inheritdoc cref="GetAllTransactionsAsync" path="/exception"/>
    public static IAsyncEnumerable<TransactionPage> GetTransactionPagesAsync(
        this IAccountsApi accounts,
        string accountId,
        string consentId,
        DateTimeOffset dateFrom,
        DateTimeOffset? dateTo = null,
        BookingStatus? bookingStatus = null,
        IPAddress? psuIpAddress = null,
        PageCursor? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return Pages.FollowAsync(
            "IAccountsApi.GetTransactionsAsync",
            (next, token) => accounts.GetTransactionsAsync(
                accountId, consentId, dateFrom, dateTo, bookingStatus ?? BookingStatus.Booked, next, psuIpAddress, token),
            page => page.Next,
            cursor,
            cancellationToken);
    }
}
