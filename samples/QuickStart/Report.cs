using System.Globalization;
using System.Reflection;
using Aritma.Psd2;
using Aritma.Psd2.Client;
using Refit;
using Spectre.Console;

namespace QuickStart;

/// <summary>What the sample prints.</summary>
internal static class Report
{
    public static void Start(Counterpart counterpart, IEnumerable<Psd2RegisteredClient> clients)
    {
        var refit = typeof(RefitSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        Console.WriteLine($"Refit {refit?.InformationalVersion.Split('+')[0]}");
        Console.WriteLine($"Bank: {counterpart}");
        Console.WriteLine("\nScopes of each client");
        foreach (var client in clients)
        {
            Console.WriteLine($"  {NameOf(client)}: {string.Join(' ', client.Scopes)}");
        }
    }

    public static void Banks(BankDirectory directory) =>
        Console.WriteLine($"\nBanks in Sweden: {string.Join(", ", directory.Banks.Select(bank => bank.Name))}");

    public static void Account(Account account, IReadOnlyList<Transaction> newestFirst)
    {
        var table = new Table()
            .AddColumn("Booked")
            .AddColumn("Text", column => column.Width(50))
            .AddColumn("Amount", column => column.RightAligned());
        foreach (var transaction in newestFirst)
        {
            table.AddRow(
                transaction.BookingDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                Markup.Escape(transaction.RemittanceInformationUnstructured ?? ""),
                $"{transaction.TransactionAmount}");
        }

        var balance = account.Balances?.FirstOrDefault(candidate => candidate.BalanceType == BalanceType.InterimBooked);
        Console.WriteLine($"\n{account.DisplayName}  {account.Iban}  {balance?.BalanceAmount}");
        AnsiConsole.Write(table);
    }

    /// <summary>Clients that ask for the same scopes share their token.</summary>
    public static void Tokens(Traffic traffic, IEnumerable<Psd2RegisteredClient> clients)
    {
        var table = new Table()
            .AddColumn("Scopes requested")
            .AddColumn("By")
            .AddColumn("API calls", column => column.RightAligned())
            .AddColumn("Token requests", column => column.RightAligned())
            .ShowRowSeparators();
        foreach (var set in clients.GroupBy(client => string.Join(' ', client.Scopes)))
        {
            table.AddRow(
                set.Key,
                string.Join('\n', set.Select(NameOf)),
                $"{set.Sum(client => traffic.CallsOf(client.HttpClientName))}",
                $"{traffic.TokenRequestsFor(set.Key)}");
        }

        Console.WriteLine("\nTokens");
        AnsiConsole.Write(table);
    }

    private static string NameOf(Psd2RegisteredClient client) => client.Interface!.Split('.')[^1];

    public static int Failure(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
