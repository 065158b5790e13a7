namespace Aritma.Psd2.Package.Tests;

/// <summary>A program that names the ready client and the sandbox, and no other package.</summary>
internal static class ClientProgram
{
    /// <summary>Source code: connects a bank, waits for the decision and reads, by the client and by an interface of its own.</summary>
    public const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Aritma.Psd2.Client;
        using Aritma.Psd2.Sandbox;
        using Microsoft.Extensions.DependencyInjection;
        using Refit;

        await using var sandbox = await Psd2Sandbox.StartAsync(options => options.BookedTransactions = 120);
        var services = new ServiceCollection();
        services.AddAritmaPsd2(sandbox.Configure)
            .AddBankNamesApi(_ => RefitSettings.ForJsonContext(BankNamesJson.Default));
        await using var provider = services.BuildServiceProvider();

        var flow = provider.GetRequiredService<ConsentFlow>();
        var pending = await flow.StartAsync();
        await sandbox.ApproveConsentAsync(pending.ConsentId);
        var consent = await flow.WaitUntilDecidedAsync(pending.ConsentId);
        Console.WriteLine(consent.Status);

        var accounts = provider.GetRequiredService<IAccountsApi>();
        await foreach (var account in accounts.GetAllAccountsAsync(consent.ConsentId))
        {
            var (read, sum) = (0, 0m);
            await foreach (var transaction in accounts.GetAllTransactionsAsync(account.Id, consent.ConsentId, DateTimeOffset.UnixEpoch))
            {
                (read, sum) = (read + 1, sum + transaction.TransactionAmount!.Value.Amount);
            }

            Console.WriteLine($"{account.Iban}: {read} transactions, {new Money(sum, account.Currency)}");
        }

        var banks = await provider.GetRequiredService<IBankNamesApi>().GetAsync();
        Console.WriteLine(string.Join(", ", banks.Banks.Take(5).Select(bank => bank.Name)));

        // What was read is written as it came.
        Console.WriteLine(JsonSerializer.Serialize(
            JsonSerializer.Deserialize(args[0], AritmaPsd2Json.Default.TransactionPage), AritmaPsd2Json.Default.TransactionPage));
        Console.WriteLine(JsonSerializer.Serialize(
            JsonSerializer.Deserialize(args[1], AritmaPsd2Json.Default.Consent), AritmaPsd2Json.Default.Consent));

        [Psd2Scopes(Psd2Scope.ChannelPsd2)]
        internal interface IBankNamesApi
        {
            [Get("/banks")]
            Task<BankNames> GetAsync();
        }

        internal sealed record BankNames(IReadOnlyList<BankName> Banks);

        internal sealed record BankName(string Name);

        [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
        [JsonSerializable(typeof(BankNames))]
        internal sealed partial class BankNamesJson : JsonSerializerContext;
        """;

    /// <summary>What it is given to read and to write: money with zeros at the end, dates, values and members without a name.</summary>
    private static readonly string[] Json =
    [
        """
        {"transactions":{"booked":[{"transactionId":"t-1","bookingDate":"2026-01-31","valueDate":"2026-02-02","transactionAmount":
        {"currency":"NOK","amount":"-120.50","isRounded":false},"balanceAfterTransaction":{"balanceAmount":{"currency":"NOK","amount":
        "7900000000000000000000000.00"},"balanceType":"closingAvailable"},"purposeCode":"SALA"}],"reserved":[{"amount":1.10}]},
        "reportId":7}
        """.ReplaceLineEndings(""),
        """{"consentId":"c-1","status":"Paused","additionalData":{"expiresAtUtc":"2026-04-30T10:15:00-05:00","origin":{"app":null}}}""",
    ];

    public static async Task RunAndCheckAsync(string folder, string program, params string[] arguments)
    {
        var (exitCode, output) = await Build.RunAsync(program, folder, [.. arguments, .. Json]);

        Assert.True(exitCode == 0, output);
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Authorized", lines[0]);
        Assert.Equal(6, lines[1..^3].Length);
        // Pending and announced transactions were not asked for.
        Assert.All(lines[1..^3], line => Assert.Matches(@"^[A-Z]{2}\d{13,22}: 120 transactions, -?\d+\.\d{2} (NOK|SEK|DKK|EUR)$", line));
        Assert.Equal(
            "Nordlysvik Bank, Havtindfjord Sparebank, Vattenrosbanken, Klitvangens Bank, Marjapolun Pankki", lines[^3]);
        Assert.Equal(Json, lines[^2..]);
    }
}
