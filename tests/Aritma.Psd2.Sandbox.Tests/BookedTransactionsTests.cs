using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class BookedTransactionsTests : SandboxTest
{
    private const string EveryStatus = "dateFrom=0001-01-01&bookingStatus=all";

    [Fact]
    public async Task A_seed_and_day_give_the_same_data_in_every_version()
    {
        await using var sandbox = await StartAsync(booked: null);
        var data = new StringBuilder();
        var usualBanks = (await GetFromAsync(sandbox, "/banks")).GetProperty("banks").EnumerateArray().Take(5);
        data.Append("{\"banks\":[").AppendJoin(',', usualBanks.Select(bank => bank.GetRawText())).Append("]}");
        data.Append((await GetFromAsync(sandbox, "/accounts?withBalance=true")).GetRawText());
        foreach (var id in await AccountIdsAsync(sandbox))
        {
            data.Append((await GetFromAsync(sandbox, $"/accounts/{id}/transactions?{EveryStatus}")).GetRawText());
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.ToString())));
        Assert.Equal("e528b5ba5749300576e66974ae4c4163224d8946d23590a90e01e8af06d573b8", hash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task Each_account_has_as_many_and_they_add_up_to_its_balances(int count)
    {
        await using var sandbox = await StartAsync(count);
        var allIds = new HashSet<string>();

        foreach (var id in await AccountIdsAsync(sandbox))
        {
            var booked = await TransactionsAsync(sandbox, id, "booked");
            var balances = await BalancesAsync(sandbox, id);

            Assert.Equal(count, booked.Count);
            Assert.All(booked, item => Assert.True(allIds.Add(Text(item, "transactionId"))));
            Assert.All(booked.Zip(booked.Skip(1)), pair =>
                Assert.Equal(BalanceAfter(pair.First), BalanceAfter(pair.Second) + Amount(pair.First)));
            Assert.All(booked, item => Assert.True(BalanceAfter(item) >= 0));
            Assert.Equal(BalanceAfter(booked[0]), balances["interimBooked"]);
            var today = booked.Where(item => Text(item, "bookingDate") == "2026-03-17").ToList();
            Assert.Equal(BalanceAfter(booked[0]) - today.Sum(Amount), balances["closingBooked"]);
        }
    }

    [Fact]
    public async Task They_lie_one_to_three_on_each_day_from_today_on_backwards()
    {
        await using var sandbox = await StartAsync(1000);

        foreach (var id in await AccountIdsAsync(sandbox))
        {
            var days = (await TransactionsAsync(sandbox, id, "booked")).CountBy(item => Text(item, "bookingDate")).ToList();

            Assert.All(days.Index(), day => Assert.Equal($"{new DateOnly(2026, 3, 17).AddDays(-day.Index):yyyy-MM-dd}", day.Item.Key));
            Assert.All(days, day => Assert.InRange(day.Value, 1, 3));
        }
    }

    [Fact]
    public async Task An_account_without_booked_transactions_has_balances()
    {
        await using var sandbox = await StartAsync(0);
        var id = (await AccountIdsAsync(sandbox))[0];

        var booked = await TransactionsAsync(sandbox, id, "booked");
        var pending = await TransactionsAsync(sandbox, id, "pending");
        var answer = await GetFromAsync(sandbox, $"/accounts/{id}/balances");
        var balances = await BalancesAsync(sandbox, id);

        Assert.Empty(booked);
        Assert.Equal(5_000m, balances["interimBooked"]);
        Assert.Equal(5_000m, balances["closingBooked"]);
        Assert.Equal(5_000m + pending.Sum(Amount), balances["interimAvailable"]);
        Assert.All(answer.GetProperty("balances").EnumerateArray(), item => Assert.False(item.TryGetProperty("lastChangeDate", out _)));
    }

    [Fact]
    public async Task Everything_else_stays()
    {
        await using var usual = await StartAsync(booked: null);
        await using var longer = await StartAsync(300);

        var id = (await AccountIdsAsync(usual))[0];

        Assert.Equal(
            (await GetFromAsync(usual, "/accounts")).GetRawText(), (await GetFromAsync(longer, "/accounts")).GetRawText());
        foreach (var status in (string[])["pending", "information"])
        {
            var expected = (await TransactionsAsync(usual, id, status)).Select(item => item.GetRawText());
            Assert.Equal(expected, (await TransactionsAsync(longer, id, status)).Select(item => item.GetRawText()));
        }
    }

    [Fact]
    public async Task Histories_are_the_same_in_whatever_order_they_are_asked_for()
    {
        await using var forwards = await StartAsync(100);
        await using var backwards = await StartAsync(100);
        await using var other = await StartAsync(100, seed: 2);
        var ids = await AccountIdsAsync(forwards);

        var first = await HistoriesAsync(forwards, ids);
        var second = await HistoriesAsync(backwards, ids.AsEnumerable().Reverse());
        var third = await HistoriesAsync(other, await AccountIdsAsync(other));

        Assert.Equal(first, second.Reverse());
        Assert.Empty(first.Intersect(third));
    }

    [Fact]
    public async Task Many_first_requests_at_once_get_one_history()
    {
        await using var sandbox = await StartAsync(500);
        var id = (await AccountIdsAsync(sandbox))[0];

        var histories = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => HistoriesAsync(sandbox, [id])));

        Assert.Single(histories.Select(history => Assert.Single(history)).Distinct());
    }

    [Fact]
    public async Task The_most_that_is_allowed_is_answered()
    {
        await using var sandbox = await StartAsync(100_000, pageSize: 10);
        var id = (await AccountIdsAsync(sandbox))[0];

        var page = await GetFromAsync(sandbox, $"/accounts/{id}/transactions?dateFrom=0001-01-01&bookingStatus=booked");
        var oldest = await GetFromAsync(sandbox, $"/accounts/{id}/transactions?dateFrom=0001-01-01&dateTo=1900-01-01&bookingStatus=booked");

        Assert.Equal(10, page.GetProperty("transactions").GetProperty("booked").GetArrayLength());
        Assert.Equal(10, oldest.GetProperty("transactions").GetProperty("booked").GetArrayLength());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Amount(JsonElement item) => Decimal(item.GetProperty("transactionAmount"));

    private static decimal BalanceAfter(JsonElement item) =>
        Decimal(item.GetProperty("balanceAfterTransaction").GetProperty("balanceAmount"));

    private static decimal Decimal(JsonElement money) => decimal.Parse(Text(money, "amount"), CultureInfo.InvariantCulture);

    private Task<Psd2Sandbox> StartAsync(int? booked, int seed = 1, int pageSize = 10_000) => Psd2Sandbox.StartAsync(options =>
    {
        options.TimeProvider = Clock;
        options.Seed = seed;
        options.TransactionPageSize = pageSize;
        options.BookedTransactions = booked;
    });

    private async Task<List<string>> AccountIdsAsync(Psd2Sandbox sandbox) =>
        [.. (await GetFromAsync(sandbox, "/accounts")).GetProperty("accounts").EnumerateArray().Select(account => Text(account, "id"))];

    private async Task<List<JsonElement>> TransactionsAsync(Psd2Sandbox sandbox, string id, string status)
    {
        var json = await GetFromAsync(sandbox, $"/accounts/{id}/transactions?dateFrom=0001-01-01&bookingStatus={status}");
        return [.. json.GetProperty("transactions").GetProperty(status).EnumerateArray()];
    }

    private async Task<Dictionary<string, decimal>> BalancesAsync(Psd2Sandbox sandbox, string id) =>
        (await GetFromAsync(sandbox, $"/accounts/{id}/balances")).GetProperty("balances").EnumerateArray()
            .ToDictionary(balance => Text(balance, "balanceType"), balance => Decimal(balance.GetProperty("balanceAmount")));

    private async Task<IReadOnlyList<string>> HistoriesAsync(Psd2Sandbox sandbox, IEnumerable<string> ids)
    {
        var histories = new List<string>();
        foreach (var id in ids)
        {
            histories.Add((await GetFromAsync(sandbox, $"/accounts/{id}/transactions?{EveryStatus}")).GetRawText());
        }

        return histories;
    }
}
