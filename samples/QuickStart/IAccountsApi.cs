using Aritma.Psd2;
using Refit;

namespace QuickStart;

[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
public interface IAccountsApi
{
    [Get("/accounts")]
    Task<AccountList> GetAccountsAsync([Header("Consent-ID")] string consentId, CancellationToken cancellationToken = default);

    [Get("/accounts/{id}/balances")]
    Task<BalanceList> GetBalancesAsync(string id, [Header("Consent-ID")] string consentId, CancellationToken cancellationToken = default);

    [Get("/accounts/{id}/transactions")]
    Task<TransactionPage> GetTransactionsAsync(
        string id,
        [Query(Format = "O")] DateTimeOffset dateFrom,
        string bookingStatus,
        [Header("Consent-ID")] string consentId,
        CancellationToken cancellationToken = default);
}

public sealed record AccountList(IReadOnlyList<Account> Accounts);

public sealed record Account(string Id, string? Iban, string? DisplayName, string? Currency);

public sealed record BalanceList(IReadOnlyList<Balance> Balances);

public sealed record Balance(Money BalanceAmount, string BalanceType);

public sealed record TransactionPage(TransactionLists Transactions);

public sealed record TransactionLists(IReadOnlyList<Transaction>? Booked);

public sealed record Transaction(DateOnly? BookingDate, Money TransactionAmount, string? RemittanceInformationUnstructured);

/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">A decimal number, as the API writes it.</param>
public sealed record Money(string? Currency, string Amount);
