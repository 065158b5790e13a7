using Aritma.Psd2.Client;

namespace AccountOverview.Accounts;

/// <summary>What is shown of an account wherever it appears.</summary>
/// <param name="Id">Its id under this consent: another consent may give it another one.</param>
/// <param name="Name">What its owner or the bank calls it.</param>
/// <param name="Number">Its IBAN, else its BBAN; null where the bank leaves both out.</param>
/// <param name="Currency">Its currency; null where the bank leaves it out.</param>
/// <param name="Booked">What has been booked; null where the bank doesn't tell.</param>
/// <param name="Available">What can be spent; null where the bank doesn't tell.</param>
internal sealed record AccountSummary(string Id, string Name, string? Number, string? Currency, Balance? Booked, Balance? Available)
{
    public static AccountSummary Of(Account account, IReadOnlyList<Balance> balances) => new(
        account.Id,
        account.DisplayName ?? account.Name ?? "Account without a name",
        account.Iban ?? account.Bban,
        account.Currency,
        // Balances of types that nobody knows are left alone.
        Find(balances, BalanceType.InterimBooked) ?? Find(balances, BalanceType.ClosingBooked),
        Find(balances, BalanceType.InterimAvailable) ?? Find(balances, BalanceType.ForwardAvailable));

    /// <summary>In groups of four, as IBANs are written on paper (ISO 13616).</summary>
    public string? DisplayNumber => Number is null ? null : string.Join(' ', Number.Chunk(4).Select(group => new string(group)));

    private static Balance? Find(IEnumerable<Balance> balances, BalanceType type) =>
        balances.FirstOrDefault(balance => balance.BalanceType == type && balance.BalanceAmount is not null);
}
