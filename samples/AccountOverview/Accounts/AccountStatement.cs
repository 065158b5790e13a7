using Aritma.Psd2.Client;

namespace AccountOverview.Accounts;

/// <summary>An account with its transactions of a period, newest first; what is pending stands above.</summary>
internal sealed class AccountStatement
{
    public AccountStatement(AccountSummary account, Period period, IReadOnlyList<Transaction> transactions)
    {
        Account = account;
        Period = period;
        Transactions = [.. WithoutRepeats(transactions).Where(IsInPeriod)];
        Lines = [.. Transactions
            .Select(StatementLine.Of)
            .OrderByDescending(line => line.IsPending)
            .ThenByDescending(line => line.Day ?? DateOnly.MinValue)];
    }

    public AccountSummary Account { get; }

    public Period Period { get; }

    public IReadOnlyList<Transaction> Transactions { get; }

    public IReadOnlyList<StatementLine> Lines { get; }

    // What is pending may have a later day, or none, and is missing from what is available all the same.
    private bool IsInPeriod(Transaction transaction) =>
        transaction.BookingStatus == BookingStatus.Pending
        || (transaction.BookingDate ?? transaction.ValueDate) is not { } day
        || Period.Contains(day);

    /// <summary>
    /// Leaves out what a bank shows twice: a payment that is booked by now, and pending still. Its id has changed then, and its
    /// references haven't. Without references nothing tells two payments from one, and so both are shown.
    /// </summary>
    private static IEnumerable<Transaction> WithoutRepeats(IReadOnlyList<Transaction> transactions)
    {
        var booked = transactions
            .Where(transaction => transaction.BookingStatus == BookingStatus.Booked)
            .Select(ReferenceOf)
            .ToHashSet();
        return transactions.Where(transaction =>
            transaction.BookingStatus != BookingStatus.Pending
            || ReferenceOf(transaction) is not { } reference
            || !booked.Contains(reference));
    }

    private static (string Reference, Money? Amount)? ReferenceOf(Transaction transaction) =>
        (transaction.References?.AccountServicerReference ?? transaction.EntryReference) is { } reference
            ? (reference, transaction.TransactionAmount)
            : null;
}
