using System.Globalization;
using System.Reflection;
using Aritma.Psd2;
using Refit;
using Spectre.Console;

namespace QuickStart;

/// <summary>What the sample prints.</summary>
internal static class Report
{
    public static void Start(Counterpart counterpart)
    {
        var refit = typeof(RefitSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        Console.WriteLine($"Refit {refit?.InformationalVersion.Split('+')[0]}");
        Console.WriteLine($"Bank: {counterpart}");
    }

    public static void Scopes(IEnumerable<Psd2ClientScopes> clients)
    {
        Console.WriteLine("\nScopes of each client, and of the methods that differ");
        foreach (var client in clients)
        {
            Console.WriteLine($"  {client}");
        }
    }

    public static void Account(Account account, IReadOnlyList<Balance> balances, IReadOnlyList<Transaction> newestFirst)
    {
        var balance = balances.FirstOrDefault(candidate => candidate.BalanceType == "interimBooked")?.BalanceAmount;
        var table = new Table()
            .AddColumn("Booked")
            .AddColumn("Text", column => column.Width(50))
            .AddColumn("Amount", column => column.RightAligned());
        foreach (var transaction in newestFirst.Take(3))
        {
            table.AddRow(
                transaction.BookingDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                Markup.Escape(transaction.RemittanceInformationUnstructured ?? ""),
                transaction.TransactionAmount.Amount);
        }

        Console.WriteLine($"\n{account.DisplayName}  {account.Iban}  {balance?.Currency} {balance?.Amount}");
        AnsiConsole.Write(table);
    }

    public static void Tokens(Traffic traffic, IEnumerable<Psd2ClientScopes> clients)
    {
        var table = new Table()
            .AddColumn("Client")
            .AddColumn("Scopes requested")
            .AddColumn("API calls", column => column.RightAligned())
            .AddColumn("Token requests", column => column.RightAligned());
        foreach (var client in clients)
        {
            var scopes = string.Join(' ', client.Scopes);
            table.AddRow(client.Client.Name, scopes, $"{traffic.CallsOf(client.Client)}", $"{traffic.TokenRequestsFor(scopes)}");
        }

        Console.WriteLine("\nTokens");
        AnsiConsole.Write(table);
    }

    public static int Failure(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
