using System.Buffers.Binary;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The banks and accounts of one seed and start, and those that were added. All names are made up. The BICs end in 0, which ISO 9362 sets
/// aside for tests. How many booked transactions each account has changes nothing else.
/// </summary>
internal sealed class SandboxData
{
    private readonly Lock _lock = new();
    private readonly List<Account> _accounts;
    private readonly DateTimeOffset _start;
    private readonly int? _bookedTransactions;
    private readonly Random _random;

    public SandboxData(int seed, DateTimeOffset start, int? bookedTransactions)
    {
        _start = start;
        _bookedTransactions = bookedTransactions;
        _random = new Random(seed);

        Bank NewBank(string name, string bic, string bankCode) => new(RandomId(_random), name, bic, bic[4..6], bankCode);
        var nordlysvik = NewBank("Nordlysvik Bank", "NLVKNO20", "9991");
        var havtind = NewBank("Havtindfjord Sparebank", "HVTFNO20", "9992");
        var vattenros = NewBank("Vattenrosbanken", "VTRSSE20", "999");
        var klitvang = NewBank("Klitvangens Bank", "KLVGDK20", "9994");
        var marjapolku = NewBank("Marjapolun Pankki", "MRJPFI20", "999500");
        Banks = [nordlysvik, havtind, vattenros, klitvang, marjapolku, .. SandboxBanks.All];

        _accounts =
        [
            Seeded(_random, nordlysvik, "Brukskonto", "Household", "NOK", AccountUse.Household),
            Seeded(_random, nordlysvik, "Sparekonto", "Savings", "NOK", AccountUse.Savings),
            Seeded(_random, havtind, "Driftskonto", "Business", "NOK", AccountUse.Business),
            Seeded(_random, vattenros, "Lönekonto", "Salary", "SEK", AccountUse.Household),
            Seeded(_random, klitvang, "Lønkonto", "Salary", "DKK", AccountUse.Household),
            Seeded(_random, marjapolku, "Käyttötili", "Everyday", "EUR", AccountUse.Household),
            // Each with a random of its own, so that one more bank leaves the data of the others alone.
            .. SandboxBanks.All.Select((bank, index) =>
                Seeded(new Random(HashOf(seed, index)), bank, "Brukskonto", bank.Name, "NOK", AccountUse.Household)),
        ];
    }

    public IReadOnlyList<Bank> Banks { get; }

    /// <summary>Those that were there at the start, and then those that were added. A snapshot.</summary>
    public IReadOnlyList<Account> Accounts
    {
        get
        {
            lock (_lock)
            {
                return [.. _accounts];
            }
        }
    }

    public Bank? FindBank(string? id) => Guid.TryParse(id, out var guid) ? Banks.FirstOrDefault(bank => bank.Id == guid) : null;

    /// <summary>Where no bank is named: the first one.</summary>
    public Account Add(Bank? bank, string name, string currency, decimal balance, DateTimeOffset now)
    {
        lock (_lock)
        {
            var bban = Iban.RandomBban(bank ??= Banks[0], _random);
            var account = new Account(() => [])
            {
                Id = RandomId(_random).ToString("N"),
                Bank = bank,
                Bban = bban,
                Iban = Iban.Of(bank.CountryCode, bban),
                Name = name,
                DisplayName = name,
                Currency = currency,
                InitialBalance = balance,
                Since = now,
            };
            _accounts.Add(account);
            return account;
        }
    }

    private Account Seeded(Random random, Bank bank, string name, string displayName, string currency, AccountUse use)
    {
        var today = DateOnly.FromDateTime(_start.UtcDateTime);
        var bban = Iban.RandomBban(bank, random);
        // Always: what it draws decides the ids and numbers of this and the next accounts.
        var history = new TransactionHistory(random, bank, currency, use, today).Write();
        var id = RandomId(random);
        return new(_bookedTransactions is { } count ? () => WithBooked(count) : () => history)
        {
            Id = id.ToString("N"),
            Bank = bank,
            Bban = bban,
            Iban = Iban.Of(bank.CountryCode, bban),
            Name = name,
            DisplayName = displayName,
            Currency = currency,
            InitialBalance = TransactionHistory.LowestBalance,
            Since = _start,
        };

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

    /// <summary>The same in each process, unlike that of <see cref="HashCode"/>.</summary>
    private static int HashOf(int seed, int index) => unchecked((seed * 397) ^ (index + 1));

    private static Guid RandomId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
