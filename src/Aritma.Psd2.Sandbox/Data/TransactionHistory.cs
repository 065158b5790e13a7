using System.Globalization;

namespace Aritma.Psd2.Sandbox;

internal enum AccountUse
{
    Household,
    Savings,
    Business,
}

/// <summary>Writes the transactions of one account, so that the booked ones add up to the booked balance.</summary>
internal sealed class TransactionHistory(Random random, Bank bank, string currency, AccountUse use, DateOnly today)
{
    /// <summary>What every account has had at its lowest, and an account without transactions has now.</summary>
    public const decimal LowestBalance = 5_000m;

    private const int Days = 180;

    /// <summary>The last 180 days, newest first: what is only announced, then what is pending, then what is booked.</summary>
    public IReadOnlyList<Transaction> Write()
    {
        var booked = new List<Transaction>();
        for (var day = today.AddDays(1 - Days); day <= today; day = day.AddDays(1))
        {
            booked.AddRange(On(day));
        }

        return [.. Announced(), .. Pending(), .. WithBalances(booked).Reverse()];
    }

    /// <summary>So many booked transactions, newest first: one to three a day, from today on backwards.</summary>
    public IEnumerable<Transaction> WriteBooked(int count)
    {
        var newestFirst = new List<Transaction>(count);
        for (var day = today; newestFirst.Count < count; day = day.AddDays(-1))
        {
            newestFirst.AddRange(SeveralOn(day).Take(count - newestFirst.Count));
        }

        newestFirst.Reverse();
        return WithBalances(newestFirst).Reverse();
    }

    private IEnumerable<Transaction> On(DateOnly day)
    {
        // An entry on the first day for certain, so that no history is empty.
        var isFirst = day == today.AddDays(1 - Days);
        switch (use)
        {
            case AccountUse.Savings when day.Day == 26 || isFirst:
                yield return Deposit(day);
                break;
            case AccountUse.Business when isFirst || random.NextDouble() < 0.35:
                yield return Invoice(day);
                break;
            case AccountUse.Household when day.Day == 25 || isFirst:
                yield return Salary(day);
                break;
            case AccountUse.Household when day.Day == 1:
                yield return Rent(day);
                break;
            case AccountUse.Household when random.NextDouble() < 0.4:
                yield return Purchase(day);
                break;
        }
    }

    private IEnumerable<Transaction> SeveralOn(DateOnly day)
    {
        var count = random.Next(1, 4);
        for (var i = 0; i < count; i++)
        {
            yield return (use, day.Day) switch
            {
                (AccountUse.Savings, _) => Deposit(day),
                (AccountUse.Business, _) => Invoice(day),
                (_, 25) when i == 0 => Salary(day),
                (_, 1) when i == 0 => Rent(day),
                _ => Purchase(day),
            };
        }
    }

    private Transaction Deposit(DateOnly day) => Entry(Counterparty.OwnCurrentAccount, +1, day);

    private Transaction Salary(DateOnly day) => Entry(Counterparty.Employer(bank.CountryCode), +1, day);

    private Transaction Rent(DateOnly day) => Entry(Counterparty.Landlord(bank.CountryCode), -1, day);

    private Transaction Purchase(DateOnly day) => Entry(OneOf(Counterparty.Shops(bank.CountryCode)), -1, day);

    private Transaction Invoice(DateOnly day)
    {
        var paid = random.NextDouble() < 0.6;
        return Entry(OneOf(paid ? Counterparty.Customers : Counterparty.Suppliers), paid ? +1 : -1, day);
    }

    private IEnumerable<Transaction> Pending()
    {
        var (count, payees) = use switch
        {
            AccountUse.Household => (2, Counterparty.Shops(bank.CountryCode)),
            AccountUse.Business => (1, Counterparty.Suppliers),
            _ => (0, []),
        };
        for (var i = 0; i < count; i++)
        {
            yield return Entry(OneOf(payees), -1, today) with { Status = BookingStatus.Pending };
        }
    }

    private IEnumerable<Transaction> Announced()
    {
        if (use == AccountUse.Household)
        {
            var nextFirst = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
            yield return Rent(nextFirst) with { Status = BookingStatus.Information };
        }
    }

    private static IEnumerable<Transaction> WithBalances(List<Transaction> oldestFirst)
    {
        var (sum, lowest) = (0m, 0m);
        foreach (var transaction in oldestFirst)
        {
            sum += transaction.Amount;
            lowest = Math.Min(lowest, sum);
        }

        var balance = LowestBalance - lowest;
        foreach (var transaction in oldestFirst)
        {
            balance += transaction.Amount;
            yield return transaction with { BalanceAfter = balance };
        }
    }

    private Transaction Entry(Counterparty counterparty, int sign, DateOnly day)
    {
        var amount = random.Next(counterparty.Least * 100, (counterparty.Most * 100) + 1) / 100m;
        if (currency == "EUR")
        {
            amount = decimal.Round(amount / 10m, 2);
        }

        var id = new byte[12];
        random.NextBytes(id);
        return new(
            Convert.ToHexStringLower(id),
            BookingStatus.Booked,
            day,
            sign * amount,
            counterparty.Name,
            Iban.Of(bank.CountryCode, Iban.RandomBban(bank, random)),
            string.Create(CultureInfo.InvariantCulture, $"{counterparty.Remittance} {day:dd.MM}"));
    }

    private Counterparty OneOf(Counterparty[] counterparties) => counterparties[random.Next(counterparties.Length)];
}
