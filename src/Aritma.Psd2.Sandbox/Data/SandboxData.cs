using System.Buffers.Binary;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The banks and accounts of one seed and start date. All names are made up. The BICs end in 0, which ISO 9362 sets aside for tests.
/// How many booked transactions each account has changes nothing else.
/// </summary>
internal sealed class SandboxData
{
    public SandboxData(int seed, DateOnly today, int? bookedTransactions)
    {
        Today = today;
        var random = new Random(seed);

        Bank NewBank(string name, string bic, string bankCode) => new(RandomId(random), name, bic, bic[4..6], bankCode);
        var nordlysvik = NewBank("Nordlysvik Bank", "NLVKNO20", "9991");
        var havtind = NewBank("Havtindfjord Sparebank", "HVTFNO20", "9992");
        var vattenros = NewBank("Vattenrosbanken", "VTRSSE20", "999");
        var klitvang = NewBank("Klitvangens Bank", "KLVGDK20", "9994");
        var marjapolku = NewBank("Marjapolun Pankki", "MRJPFI20", "999500");
        Banks = [nordlysvik, havtind, vattenros, klitvang, marjapolku];

        Account NewAccount(Bank bank, string name, string displayName, string currency, AccountUse use)
        {
            var bban = Iban.RandomBban(bank, random);
            // Always: what it draws decides the ids and numbers of this and the next accounts.
            var history = new TransactionHistory(random, bank, currency, use, today).Write();
            var id = RandomId(random);
            return new(
                id.ToString("N"), bank, bban, Iban.Of(bank.CountryCode, bban), name, displayName, currency,
                bookedTransactions is { } count ? new(() => WithBooked(count)) : new(history));

            IReadOnlyList<Transaction> WithBooked(int count)
            {
                // Of its own, for accounts whose histories are asked for in another order, or at the same time.
                var accountRandom = new Random(BinaryPrimitives.ReadInt32LittleEndian(id.ToByteArray()));
                return
                [
                    .. history.Where(transaction => transaction.Status != BookingStatus.Booked),
                    .. new TransactionHistory(accountRandom, bank, currency, use, today).WriteBooked(count),
                ];
            }
        }

        Accounts =
        [
            NewAccount(nordlysvik, "Brukskonto", "Household", "NOK", AccountUse.Household),
            NewAccount(nordlysvik, "Sparekonto", "Savings", "NOK", AccountUse.Savings),
            NewAccount(havtind, "Driftskonto", "Business", "NOK", AccountUse.Business),
            NewAccount(vattenros, "Lönekonto", "Salary", "SEK", AccountUse.Household),
            NewAccount(klitvang, "Lønkonto", "Salary", "DKK", AccountUse.Household),
            NewAccount(marjapolku, "Käyttötili", "Everyday", "EUR", AccountUse.Household),
        ];
    }

    public DateOnly Today { get; }

    public IReadOnlyList<Bank> Banks { get; }

    public IReadOnlyList<Account> Accounts { get; }

    private static Guid RandomId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
