using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>An application stores what it read with JSON settings of its own: the converters come with the types.</summary>
public class OwnContextTests
{
    public static TheoryData<string> Settings() => [.. Contexts.Keys];

    private static readonly JsonSerializerOptions Reflection = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly Dictionary<string, JsonTypeInfo<Statement>> Contexts = new()
    {
        ["web"] = WebStatements.Default.Statement,
        ["plain"] = PlainStatements.Default.Statement,
        ["reflection"] = (JsonTypeInfo<Statement>)Reflection.GetTypeInfo(typeof(Statement)),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task What_was_read_is_stored_and_read_again(string settings)
    {
        var stored = await StatementAsync();

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(stored, Contexts[settings]), Contexts[settings])!;

        Assert.Equal(stored.Transactions.Select(Faithful.Written), read.Transactions.Select(Faithful.Written));
        Assert.Equal(Faithful.Written(stored.Consent), Faithful.Written(read.Consent));
        Assert.Equal(Faithful.Written(stored.Accounts), Faithful.Written(read.Accounts));
        Assert.Equal((stored.Status, stored.Total, stored.Type), (read.Status, read.Total, read.Type));
        Assert.Equal("{'amount':\"-0.00\",'extra':1.50}", Faithful.Written(read.Total));
    }

    [Fact]
    public async Task Settings_like_those_of_the_web_write_what_this_library_writes()
    {
        var stored = await StatementAsync();

        var written = JsonSerializer.SerializeToNode(stored, WebStatements.Default.Statement)!;

        Assert.Equal(
            Faithful.Written(stored.Transactions[0]),
            Faithful.Written(written["transactions"]![0].Deserialize(AritmaPsd2Json.Default.Transaction)!));
        Assert.Equal("2026-03-12", written["transactions"]![0]!["bookingDate"]!.GetValue<string>());
        Assert.Equal("booked", written["transactions"]![0]!["bookingStatus"]!.GetValue<string>());
        Assert.Equal("Authorized", written["status"]!.GetValue<string>());
    }

    private static async Task<Statement> StatementAsync()
    {
        var answers = RecordedAnswer.All.ToDictionary(answer => answer.Operation, answer => answer.Json);
        await using var api = new Api((request, _) => Task.FromResult(Api.Response(request.RequestUri!.AbsolutePath switch
        {
            _ when request.RequestUri.Query.Contains("cursor=", StringComparison.Ordinal) => """{"transactions":{}}""",
            var path when path.EndsWith("/transactions", StringComparison.Ordinal) => answers["IAccountsApi.GetTransactionsAsync"],
            var path when path.EndsWith("/accounts", StringComparison.Ordinal) => answers["IAccountsApi.GetAccountsAsync"],
            _ => answers["IConsentsApi.GetConsentAsync"],
        })));
        return new(
            await api.Consents.GetConsentAsync("c-1"),
            await api.Accounts.GetAccountsAsync("c-1"),
            await api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start, bookingStatus: BookingStatus.All).ToListAsync(),
            JsonSerializer.Deserialize("""{"amount":"-0.00","extra":1.50}""", AritmaPsd2Json.Default.Money),
            new("Authorized"),
            new("somethingNew"));
    }
}

internal sealed record Statement(
    Consent Consent, AccountList Accounts, List<Transaction> Transactions, Money Total, ConsentStatus Status, BalanceType? Type);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Statement))]
internal sealed partial class WebStatements : JsonSerializerContext;

[JsonSerializable(typeof(Statement))]
internal sealed partial class PlainStatements : JsonSerializerContext;
