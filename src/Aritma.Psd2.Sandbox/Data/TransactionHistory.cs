using System.Globalization;

namespace Aritma.Psd2.Sandbox;

internal enum AccountUse
{
    Household,
    Savings,
    Business,
}

/// <summary>Writes the last 180 days of one account, so that the booked transactions add up to the booked balance.</summary>
internal sealed class TransactionHistory(Random random, Bank bank, string currency, AccountUse use, DateOnly today)
{
    private const int Days = 180;

    /// <summary>Newest first: what is only announced, then what is pending, then what is booked.</summary>
    public IReadOnlyList<Transaction> Write()
    {
        var booked = new List<Transaction>();
        for (var day = today.AddDays(1 - Days); day <= today; day = day.AddDays(1))
        {
            booked.AddRange(On(day));
        }

        return [.. Announced(), .. Pending(), .. WithBalances(booked).Reverse()];
    }

    private IEnumerable<Transaction> On(DateOnly day)
    {
        // An entry on the first day for certain, so that no history is empty.
        var isFirst = day == today.AddDays(1 - Days);
        if (use == AccountUse.Savings)
        {
            if (day.Day == 26 || isFirst)
            {
                yield return Entry(Counterparty.OwnCurrentAccount, +1, day);
            }
        }
        else if (use == AccountUse.Business)
        {
            if (isFirst || random.NextDouble() < 0.35)
            {
                var paid = random.NextDouble() < 0.6;
                yield return Entry(OneOf(paid ? Counterparty.Customers : Counterparty.Suppliers), paid ? +1 : -1, day);
            }
        }
        else if (day.Day == 25 || isFirst)
        {
            yield return Entry(Counterparty.Employer(bank.CountryCode), +1, day);
        }
        else if (day.Day == 1)
        {
            yield return Entry(Counterparty.Landlord(bank.CountryCode), -1, day);
        }
        else if (random.NextDouble() < 0.4)
        {
            yield return Entry(OneOf(Counterparty.Shops(bank.CountryCode)), -1, day);
        }
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
            yield return Entry(Counterparty.Landlord(bank.CountryCode), -1, nextFirst) with { Status = BookingStatus.Information };
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

        // Opened with enough that the account never goes below zero.
        var balance = 5_000m - lowest;
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
