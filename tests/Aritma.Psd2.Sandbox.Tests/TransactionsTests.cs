using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class TransactionsTests : SandboxTest
{
    private const string WholeHistory = "dateFrom=2025-01-01&bookingStatus=booked";

    protected override void Configure(Psd2SandboxOptions options) => options.TransactionPageSize = 7;

    [Theory]
    [InlineData("bookingStatus=booked")]
    [InlineData("dateFrom=&bookingStatus=booked")]
    [InlineData("dateFrom=17.03.2026&bookingStatus=booked")]
    [InlineData("dateFrom=2026-02-30&bookingStatus=booked")]
    [InlineData("dateFrom=2026-01-01")]
    [InlineData("dateFrom=2026-01-01&bookingStatus=")]
    [InlineData("dateFrom=2026-01-01&bookingStatus=Booked")]
    [InlineData("dateFrom=2026-01-01&bookingStatus=cancelled")]
    [InlineData("dateFrom=2026-01-01&bookingStatus=booked&dateTo=tomorrow")]
    [InlineData("dateFrom=2026-01-02&bookingStatus=booked&dateTo=2026-01-01")]
    [InlineData("dateFrom=2026-01-01&bookingStatus=booked&cursor=abc123")]
    public async Task A_missing_or_bad_parameter_is_a_400(string query)
    {
        var (token, consent, ids) = await OpenAsync();

        using var response = await GetAsync($"/accounts/{ids[0]}/transactions?{query}", token, consent);

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00%2B01:00")]
    [InlineData("2026-01-01T23:59:59.1234567Z")]
    [InlineData("2026-01-01T00:00:00")]
    public async Task A_date_may_come_with_a_time(string date)
    {
        var (token, consent, ids) = await OpenAsync();

        using var response = await GetAsync($"/accounts/{ids[0]}/transactions?dateFrom={date}&bookingStatus=all", token, consent);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("booked", "booked")]
    [InlineData("pending", "pending")]
    [InlineData("both", "booked,pending")]
    [InlineData("information", "information")]
    [InlineData("all", "booked,pending,information")]
    public async Task The_booking_status_chooses_the_lists(string bookingStatus, string lists)
    {
        var (token, consent, ids) = await OpenAsync();

        using var response = await GetAsync(
            $"/accounts/{ids[0]}/transactions?dateFrom=2025-01-01&bookingStatus={bookingStatus}", token, consent);

        var transactions = (await JsonAsync(response)).GetProperty("transactions");
        Assert.Equal(lists.Split(','), transactions.EnumerateObject().Select(list => list.Name));
        Assert.All(transactions.EnumerateObject(), list => Assert.NotEqual(0, list.Value.GetArrayLength()));
    }

    [Fact]
    public async Task Pages_visit_each_transaction_once_and_newest_first()
    {
        var (token, consent, ids) = await OpenAsync();
        var total = 0;

        foreach (var id in ids)
        {
            var pages = await PagesAsync(token, consent, $"/accounts/{id}/transactions?{WholeHistory}");
            var all = pages.SelectMany(page => page).ToList();

            Assert.All(pages.SkipLast(1), page => Assert.Equal(7, page.Count));
            Assert.InRange(pages[^1].Count, 1, 7);
            Assert.Equal(all.Count, all.Select(item => Text(item, "transactionId")).Distinct().Count());
            var dates = all.Select(item => Text(item, "bookingDate")).ToList();
            Assert.Equal(dates.OrderDescending(StringComparer.Ordinal), dates);
            Assert.InRange(dates[0], "2025-09-19", "2026-03-17");
            Assert.Equal("2025-09-19", dates[^1]);
            total += all.Count;
        }

        Assert.InRange(total, 330, 470);
    }

    [Fact]
    public async Task One_large_page_holds_the_same_transactions()
    {
        await using var large = await Psd2Sandbox.StartAsync(options =>
        {
            options.TimeProvider = Clock;
            options.TransactionPageSize = 1000;
        });
        var (token, consent, ids) = await OpenAsync();
        var paged = await BookedAsync(token, consent, ids[0]);

        var json = await GetFromAsync(large, $"/accounts/{ids[0]}/transactions?{WholeHistory}");

        Assert.False(json.TryGetProperty("_links", out _));
        var whole = json.GetProperty("transactions").GetProperty("booked").EnumerateArray();
        Assert.Equal(paged.Select(item => item.GetRawText()), whole.Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task The_links_lead_forth_and_back()
    {
        var (token, consent, ids) = await OpenAsync();
        using var first = await GetAsync($"/accounts/{ids[0]}/transactions?{WholeHistory}", token, consent);
        var next = (await JsonAsync(first)).GetProperty("_links").GetProperty("next");

        var second = await FollowAsync(token, consent, Text(next, "href"));
        var back = await FollowAsync(token, consent, Text(second.GetProperty("_links").GetProperty("previous"), "href"));

        Assert.Equal("get", Text(next, "verb"));
        var list = $"{Sandbox.ApiBaseAddress}/accounts/{ids[0]}/transactions?{WholeHistory}";
        Assert.StartsWith($"{list}&cursor=", Text(next, "href"), StringComparison.Ordinal);
        Assert.Equal(await first.Content.ReadAsStringAsync(), back.GetRawText());
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_account()
    {
        var (token, consent, ids) = await OpenAsync();
        using var first = await GetAsync($"/accounts/{ids[0]}/transactions?{WholeHistory}", token, consent);
        var href = Text((await JsonAsync(first)).GetProperty("_links").GetProperty("next"), "href");

        using var response = await GetAsync($"/accounts/{ids[3]}/transactions{new Uri(href).Query}", token, consent);

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task Both_dates_are_inclusive()
    {
        var (token, consent, ids) = await OpenAsync();
        var all = await BookedAsync(token, consent, ids[0]);
        var (from, to) = (Text(all[20], "bookingDate"), Text(all[5], "bookingDate"));

        var some = await BookedAsync(token, consent, ids[0], $"dateFrom={from}T15:00:00Z&dateTo={to}T00:00:00Z&bookingStatus=booked");

        var expected = all
            .Where(item => string.CompareOrdinal(Text(item, "bookingDate"), from) >= 0)
            .Where(item => string.CompareOrdinal(Text(item, "bookingDate"), to) <= 0);
        Assert.Equal(expected.Select(item => Text(item, "transactionId")), some.Select(item => Text(item, "transactionId")));
        Assert.Equal(to, Text(some[0], "bookingDate"));
        Assert.Equal(from, Text(some[^1], "bookingDate"));
    }

    [Fact]
    public async Task The_booked_transactions_add_up_to_the_booked_balance()
    {
        var (token, consent, ids) = await OpenAsync();
        foreach (var id in ids)
        {
            var booked = await BookedAsync(token, consent, id);
            var balances = await BalancesAsync(token, consent, id);

            Assert.Equal(balances["interimBooked"], BalanceAfter(booked[0]));
            Assert.All(booked.Zip(booked.Skip(1)), pair =>
                Assert.Equal(BalanceAfter(pair.First), BalanceAfter(pair.Second) + Amount(pair.First)));
            Assert.All(booked, item => Assert.True(BalanceAfter(item) >= 0));
            var yesterday = booked.First(item => string.CompareOrdinal(Text(item, "bookingDate"), "2026-03-16") <= 0);
            Assert.Equal(balances["closingBooked"], BalanceAfter(yesterday));
        }
    }

    [Fact]
    public async Task What_is_pending_is_missing_from_the_available_balance()
    {
        var (token, consent, ids) = await OpenAsync();
        using var response = await GetAsync($"/accounts/{ids[0]}/transactions?dateFrom=2025-01-01&bookingStatus=pending", token, consent);
        var pending = (await JsonAsync(response)).GetProperty("transactions").GetProperty("pending").EnumerateArray().ToList();
        var balances = await BalancesAsync(token, consent, ids[0]);

        Assert.Equal(2, pending.Count);
        Assert.All(pending, item => Assert.False(item.TryGetProperty("bookingDate", out _)));
        Assert.Equal(balances["interimBooked"] + pending.Sum(Amount), balances["interimAvailable"]);
    }

    [Fact]
    public async Task A_transaction_names_the_other_party_and_the_purpose()
    {
        var (token, consent, ids) = await OpenAsync();
        var booked = await BookedAsync(token, consent, ids[0]);

        Assert.All(booked, item =>
        {
            var (party, other) = Amount(item) < 0 ? ("creditor", "debtor") : ("debtor", "creditor");
            Assert.NotEmpty(Text(item, $"{party}Name"));
            Assert.StartsWith("NO", Text(item.GetProperty($"{party}Account"), "iban"), StringComparison.Ordinal);
            Assert.False(item.TryGetProperty($"{other}Name", out _));
            Assert.NotEmpty(Text(item, "remittanceInformationUnstructured"));
            Assert.Equal(ids[0], Text(item, "accountId"));
            Assert.Equal("NOK", Text(item.GetProperty("transactionAmount"), "currency"));
            Assert.Matches(@"^-?\d+\.\d{2}$", Text(item.GetProperty("transactionAmount"), "amount"));
        });
        Assert.Contains(booked, item => Amount(item) > 0);
        Assert.Contains(booked, item => Amount(item) < 0);
    }

    [Fact]
    public async Task Each_transaction_of_the_list_is_read_by_its_id_with_the_same_fields()
    {
        var (token, consent, ids) = await OpenAsync();
        var list = await FollowAsync(
            token, consent, $"{Sandbox.ApiBaseAddress}/accounts/{ids[0]}/transactions?dateFrom=2025-01-01&bookingStatus=all");

        foreach (var item in list.GetProperty("transactions").EnumerateObject().SelectMany(status => status.Value.EnumerateArray()))
        {
            var path = $"{Sandbox.ApiBaseAddress}/accounts/{ids[0]}/transactions/{Text(item, "transactionId")}";
            var answer = Assert.Single((await FollowAsync(token, consent, path)).EnumerateObject());

            Assert.Equal("transactionDetails", answer.Name);
            Assert.Equal(item.GetRawText(), answer.Value.GetRawText());
        }
    }

    [Fact]
    public async Task A_transaction_is_found_at_its_own_account_only()
    {
        var (token, consent, ids) = await OpenAsync();
        var transaction = Text((await BookedAsync(token, consent, ids[0]))[0], "transactionId");

        using var elsewhere = await GetAsync($"/accounts/{ids[1]}/transactions/{transaction}", token, consent);
        using var unknown = await GetAsync($"/accounts/{ids[0]}/transactions/{new string('0', 24)}", token, consent);

        await AssertProblemAsync(HttpStatusCode.NotFound, elsewhere);
        await AssertProblemAsync(HttpStatusCode.NotFound, unknown);
    }

    [Fact]
    public async Task A_transaction_of_an_account_outside_the_consent_is_not_found()
    {
        var (token, consent, ids) = await OpenAsync();
        var transaction = Text((await BookedAsync(token, consent, ids[0]))[0], "transactionId");
        using var banks = await GetAsync("/banks", token);
        var other = Text((await JsonAsync(banks)).GetProperty("banks")[4], "id");
        var narrow = ("Consent-ID", await ApprovedConsentAsync(token, $$"""{"bankId":"{{other}}"}"""));

        using var response = await GetAsync($"/accounts/{ids[0]}/transactions/{transaction}", token, narrow);

        await AssertProblemAsync(HttpStatusCode.NotFound, response);
    }

    [Fact]
    public async Task Many_requests_at_once_get_the_same_page()
    {
        var (token, consent, ids) = await OpenAsync();

        var bodies = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var response = await GetAsync($"/accounts/{ids[0]}/transactions?{WholeHistory}", token, consent);
            return await response.Content.ReadAsStringAsync();
        }));

        Assert.Contains("transactionId", Assert.Single(bodies.Distinct()), StringComparison.Ordinal);
        Assert.Equal(100, Sandbox.ApiRequests.Count(request => request.PathAndQuery.Contains("/transactions?", StringComparison.Ordinal)));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Amount(JsonElement item) => Decimal(item.GetProperty("transactionAmount"));

    private static decimal BalanceAfter(JsonElement item) =>
        Decimal(item.GetProperty("balanceAfterTransaction").GetProperty("balanceAmount"));

    private static decimal Decimal(JsonElement money) => decimal.Parse(Text(money, "amount"), CultureInfo.InvariantCulture);

    private async Task<(string Token, (string, string) Consent, List<string> AccountIds)> OpenAsync()
    {
        var token = await TokenAsync();
        var consent = ("Consent-ID", await ApprovedConsentAsync(token));
        using var accounts = await GetAsync("/accounts", token, consent);
        var ids = (await JsonAsync(accounts)).GetProperty("accounts").EnumerateArray().Select(account => Text(account, "id"));
        return (token, consent, [.. ids]);
    }

    private async Task<List<JsonElement>> BookedAsync(string token, (string, string) consent, string id, string query = WholeHistory) =>
        [.. (await PagesAsync(token, consent, $"/accounts/{id}/transactions?{query}")).SelectMany(page => page)];

    private async Task<List<List<JsonElement>>> PagesAsync(string token, (string, string) consent, string path)
    {
        var pages = new List<List<JsonElement>>();
        for (var href = Sandbox.ApiBaseAddress + path; href is not null;)
        {
            var json = await FollowAsync(token, consent, href);
            pages.Add([.. json.GetProperty("transactions").GetProperty("booked").EnumerateArray()]);
            href = json.TryGetProperty("_links", out var links) && links.TryGetProperty("next", out var next)
                ? Text(next, "href")
                : null;
        }

        return pages;
    }

    private async Task<JsonElement> FollowAsync(string token, (string Name, string Value) consent, string href)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, href);
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add(consent.Name, consent.Value);
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    private async Task<Dictionary<string, decimal>> BalancesAsync(string token, (string, string) consent, string id)
    {
        using var response = await GetAsync($"/accounts/{id}/balances", token, consent);
        return (await JsonAsync(response)).GetProperty("balances").EnumerateArray()
            .ToDictionary(balance => Text(balance, "balanceType"), balance => Decimal(balance.GetProperty("balanceAmount")));
    }
}
