namespace Aritma.Psd2.Sandbox;

/// <summary>An account with its whole history, which may be long and is written when it is first asked for.</summary>
internal sealed class Account(Func<IReadOnlyList<Transaction>> write)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<Transaction>? _ledger;

    public required string Id { get; init; }

    public required Bank Bank { get; init; }

    public required string Iban { get; init; }

    public required string Bban { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required string Currency { get; init; }

    /// <summary>What the account holds where nothing is booked.</summary>
    public required decimal InitialBalance { get; init; }

    /// <summary>From when on time changes the ledger, at the banks where it does.</summary>
    public required DateTimeOffset Since { get; init; }

    public Statement StatementAt(DateTimeOffset now)
    {
        var ledger = Ledger();
        var transactions = Bank.Behavior switch
        {
            BankBehavior.ChangesTransactionIds => ChangingIds.At(ledger, now, Since),
            BankBehavior.BooksUnderNewIds => LateBooking.At(ledger, now, Since, InitialBalance),
            _ => ledger,
        };
        return new(this, transactions, DateOnly.FromDateTime(now.UtcDateTime));
    }

    public void Add(Transaction transaction)
    {
        lock (_lock)
        {
            _ledger = Ledger().With(transaction, InitialBalance);
        }
    }

    private IReadOnlyList<Transaction> Ledger()
    {
        lock (_lock)
        {
            return _ledger ??= write();
        }
    }
}
