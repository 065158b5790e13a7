namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The banks and accounts of one seed and start date. All names are made up. The BICs end in 0, which ISO 9362 sets aside for tests.
/// </summary>
internal sealed class SandboxData
{
    public SandboxData(int seed, DateOnly today)
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
            var history = new TransactionHistory(random, bank, currency, use, today).Write();
            return new(
                RandomId(random).ToString("N"), bank, bban, Iban.Of(bank.CountryCode, bban), name, displayName, currency, history);
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
