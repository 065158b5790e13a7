using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The answer with one page of transactions. Aritma documents the <c>transactions</c> object but not its members: the lists by booking
/// status are the sandbox's assumption, after the Berlin Group's habit, and so is the place of <c>_links</c>. A list that wasn't asked for
/// is absent.
/// </summary>
[AritmaSource(Psd2Pages.GetTransactions, "transactions")]
internal sealed record TransactionList(TransactionsByStatus Transactions, [property: JsonPropertyName("_links")] PageLinks? Links)
{
    public static TransactionList Of(Account account, TransactionQuery query, ListPage<Transaction> page)
    {
        return new(new(ListOf(BookingStatus.Booked), ListOf(BookingStatus.Pending), ListOf(BookingStatus.Information)), page.Links);

        List<TransactionFields>? ListOf(BookingStatus status) =>
            query.Statuses.Contains(status)
                ? [.. page.Items.Where(transaction => transaction.Status == status).Select(item => TransactionFields.Of(account, item))]
                : null;
    }
}

/// <summary>The answer with a single transaction. That its fields are those of the list is the sandbox's assumption.</summary>
[AritmaSource(V4Pages.GetTransaction, "transactionDetails")]
internal sealed record TransactionAnswer(TransactionFields TransactionDetails);

internal sealed record TransactionsByStatus(
    IReadOnlyList<TransactionFields>? Booked, IReadOnlyList<TransactionFields>? Pending, IReadOnlyList<TransactionFields>? Information);

/// <summary>
/// One transaction. The fields down to the amount are those of Aritma's transaction event; the parties, the text and the balance
/// afterwards are the sandbox's assumption, after the Berlin Group's habit.
/// </summary>
[AritmaSource(V4Pages.GetTransaction, "transactionId", "accountId", "references", "entryReference")]
[AritmaSource(V4Pages.TransactionEvent, "valueDate", "bookingDate", "transactionAmount")]
internal sealed record TransactionFields(
    string TransactionId,
    string AccountId,
    TransactionReferences References,
    string? EntryReference,
    DateOnly? ValueDate,
    DateOnly? BookingDate,
    Money TransactionAmount,
    string? CreditorName,
    PartyAccount? CreditorAccount,
    string? DebtorName,
    PartyAccount? DebtorAccount,
    string RemittanceInformationUnstructured,
    BalanceAfter? BalanceAfterTransaction)
{
    public static TransactionFields Of(Account account, Transaction item)
    {
        var isBooked = item.Status == BookingStatus.Booked;
        var (name, party) = (item.Counterparty, new PartyAccount(item.CounterpartyIban));
        var isPayment = item.Amount < 0;
        return new(
            item.Id,
            account.Id,
            new([$"E2E-{item.Reference}"], isBooked ? $"ASR-{item.Reference}" : null),
            isBooked ? item.Reference : null,
            item.Date,
            isBooked ? item.Date : null,
            Money.Of(item.Amount, account.Currency),
            isPayment ? name : null,
            isPayment ? party : null,
            isPayment ? null : name,
            isPayment ? null : party,
            item.Remittance,
            item.BalanceAfter is { } after ? new(Money.Of(after, account.Currency), "interimBooked") : null);
    }
}

[AritmaSource(V4Pages.TransactionEvent, "endToEndIds", "accountServicerReference")]
internal sealed record TransactionReferences(IReadOnlyList<string> EndToEndIds, string? AccountServicerReference);

internal sealed record PartyAccount(string Iban);

internal sealed record BalanceAfter(Money BalanceAmount, string BalanceType);
