using System.Net;
using Aritma.Psd2.Client.Serialization;
using Refit;

namespace Aritma.Psd2.Client;

/// <summary>
/// The accounts of a consent, their balances and transactions. Reading transactions is documented for the PSD2 API, the rest for the
/// Banking API V4; that the PSD2 API has it is inferred, and so are the scopes.
/// </summary>
/// <remarks>
/// Each call names the consent that allows it. Where the end user has just asked for it, send the user's address as
/// <c>psuIpAddress</c>: without it most operations have request limits, which Aritma doesn't state. Never send an address when nobody is
/// there.
/// </remarks>
[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
public interface IAccountsApi
{
    /// <summary>
    /// Lists a page of the accounts; <see cref="AccountsApiExtensions.GetAllAccountsAsync"/> reads all pages. Source: Get accounts (V4).
    /// </summary>
    /// <param name="consentId">The consent (<c>Consent-ID</c>).</param>
    /// <param name="withBalance">Whether to add the balances of each account.</param>
    /// <param name="iban">The account with this IBAN; null: all.</param>
    /// <param name="bban">The account with this national number; null: all.</param>
    /// <param name="search">Accounts that match a text; null: all.</param>
    /// <param name="cursor">Where the page begins; null: the first page.</param>
    /// <param name="psuIpAddress">The address of the end user who is present (<c>PSU-IP-Address</c>); null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/accounts")]
    Task<AccountList> GetAccountsAsync(
        [Header("Consent-ID")] string consentId,
        bool? withBalance = null,
        string? iban = null,
        string? bban = null,
        string? search = null,
        PageCursor? cursor = null,
        [Header("PSU-IP-Address")] IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads an account. Source: Get account (V4); the shape of the answer is inferred.</summary>
    /// <param name="accountId">The account (<see cref="Account.Id"/>).</param>
    /// <param name="consentId">The consent (<c>Consent-ID</c>).</param>
    /// <param name="psuIpAddress">The address of the end user who is present (<c>PSU-IP-Address</c>); null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="accountId"/> or <paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/accounts/{accountId}")]
    Task<AccountAnswer> GetAccountAsync(
        string accountId,
        [Header("Consent-ID")] string consentId,
        [Header("PSU-IP-Address")] IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a page of the balances of an account; <see cref="AccountsApiExtensions.GetAllBalancesAsync"/> reads all pages. Source: Get
    /// account balances (V4).
    /// </summary>
    /// <param name="accountId">The account (<see cref="Account.Id"/>).</param>
    /// <param name="consentId">The consent (<c>Consent-ID</c>).</param>
    /// <param name="dateFrom">The first moment of interest, inclusive; null: the API decides.</param>
    /// <param name="type">Balances of one type; null: all types.</param>
    /// <param name="cursor">Where the page begins; null: the first page.</param>
    /// <param name="psuIpAddress">The address of the end user who is present (<c>PSU-IP-Address</c>); null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="accountId"/> or <paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/accounts/{accountId}/balances")]
    Task<BalanceList> GetBalancesAsync(
        string accountId,
        [Header("Consent-ID")] string consentId,
        [Query(Format = Instant.Format)] DateTimeOffset? dateFrom = null,
        BalanceType? type = null,
        PageCursor? cursor = null,
        [Header("PSU-IP-Address")] IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a page of the transactions of an account; <see cref="AccountsApiExtensions.GetAllTransactionsAsync"/> reads all pages.
    /// Source: Get transactions (PSD2).
    /// </summary>
    /// <param name="accountId">The account (<see cref="Account.Id"/>).</param>
    /// <param name="consentId">The consent (<c>Consent-ID</c>).</param>
    /// <param name="dateFrom">The first moment, inclusive.</param>
    /// <param name="dateTo">The last moment, inclusive; null: all that follow.</param>
    /// <param name="bookingStatus">Which transactions.</param>
    /// <param name="cursor">Where the page begins; null: the first page.</param>
    /// <param name="psuIpAddress">The address of the end user who is present (<c>PSU-IP-Address</c>); null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="accountId"/> or <paramref name="consentId"/> isn't a valid id, or <paramref name="dateTo"/> lies before
    /// <paramref name="dateFrom"/>.
    /// </exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/accounts/{accountId}/transactions")]
    Task<TransactionPage> GetTransactionsAsync(
        string accountId,
        [Header("Consent-ID")] string consentId,
        [Query(Format = Instant.Format)] DateTimeOffset dateFrom,
        [Query(Format = Instant.Format)] DateTimeOffset? dateTo,
        BookingStatus bookingStatus,
        PageCursor? cursor = null,
        [Header("PSU-IP-Address")] IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads one transaction. Source: Get transaction details (V4).</summary>
    /// <param name="accountId">The account (<see cref="Account.Id"/>).</param>
    /// <param name="transactionId">The transaction (<see cref="Transaction.TransactionId"/>).</param>
    /// <param name="consentId">The consent (<c>Consent-ID</c>).</param>
    /// <param name="psuIpAddress">The address of the end user who is present (<c>PSU-IP-Address</c>); null: nobody is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">An argument isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/accounts/{accountId}/transactions/{transactionId}")]
    Task<TransactionAnswer> GetTransactionAsync(
        string accountId,
        string transactionId,
        [Header("Consent-ID")] string consentId,
        [Header("PSU-IP-Address")] IPAddress? psuIpAddress = null,
        CancellationToken cancellationToken = default);
}
