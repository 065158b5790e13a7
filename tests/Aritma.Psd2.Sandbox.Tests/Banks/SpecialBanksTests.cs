using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests.Banks;

/// <summary>What the banks of <see cref="SandboxBanks"/> do to consents and account calls.</summary>
public class SpecialBanksTests : SandboxTest
{
    // So that answers have links.
    protected override void Configure(Psd2SandboxOptions options) => options.TransactionPageSize = 40;

    [Fact]
    public async Task Each_is_listed_under_its_constant_and_names_its_outcome()
    {
        var constants = typeof(SandboxBanks).GetFields()
            .ToDictionary(field => (string)field.GetRawConstantValue()!, field => field.Name, StringComparer.Ordinal);

        var banks = (await BanksAsync()).Where(bank => constants.ContainsKey(Text(bank, "id"))).Select(bank => Text(bank, "name"));

        Assert.Equal(
            [
                "Bank that approves", "Bank that declines", "Bank that stays pending", "Bank that answers 429", "Bank that answers 500",
                "Bank that is slow", "Bank that changes transaction ids every hour", "Bank that books under new ids",
                "Bank that leaves members out", "Bank that sends unknown values",
            ],
            banks);
        Assert.Equal(10, constants.Count);
    }

    [Theory]
    [InlineData(SandboxBanks.Approves, "https://app.example/yes?state=s", "Authorized")]
    [InlineData(SandboxBanks.Declines, "https://app.example/no?state=s", "Failure")]
    [InlineData(SandboxBanks.StaysPending, "https://app.example/yes?state=s", "AwaitingApproval")]
    public async Task A_consent_created_for_a_bank_that_decides_alone_is_decided_by_the_visit(string bank, string leadsTo, string status)
    {
        var token = await TokenAsync();
        var created = await CreateAsync(token, bank);

        using var visit = await Http.GetAsync(created.GetProperty("redirectUrl").GetString());

        Assert.Equal(HttpStatusCode.SeeOther, visit.StatusCode);
        Assert.Equal(leadsTo, visit.Headers.Location?.AbsoluteUri);
        Assert.Equal(status, await StatusAsync(token, created));
    }

    [Theory]
    [InlineData(SandboxBanks.Approves, "approve", "Authorized")]
    [InlineData(SandboxBanks.Declines, "approve", "Failure")]
    [InlineData(SandboxBanks.StaysPending, "approve", "AwaitingApproval")]
    [InlineData(SandboxBanks.Approves, "decline", "Failure")]
    [InlineData(SandboxBanks.IsSlow, "approve", "Authorized")]
    public async Task Where_the_user_chooses_the_bank_it_has_the_last_word_on_an_approval(string bank, string answer, string status)
    {
        var token = await TokenAsync();
        var created = await CreateAsync(token, bank: null);

        using var decided = await Http.PostAsync(
            created.GetProperty("redirectUrl").GetString(), Form(("answer", answer), ("bank", bank)));

        Assert.Equal(status, await StatusAsync(token, created));
    }

    [Fact]
    public async Task A_consent_that_awaits_approval_expires_with_time()
    {
        var token = await TokenAsync();
        var created = await CreateAsync(token, SandboxBanks.StaysPending);
        using var visit = await Http.GetAsync(created.GetProperty("redirectUrl").GetString());

        Sandbox.AdvanceClock(TimeSpan.FromDays(90));

        Assert.Equal("Expired", await StatusAsync(await TokenAsync(), created));
    }

    [Fact]
    public async Task Each_has_one_account()
    {
        foreach (var bank in SandboxBanksThatAnswer)
        {
            Assert.Equal(1, (await GetOkAsync(bank, "/accounts")).GetProperty("accounts").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_consent_without_a_bank_covers_none_of_their_accounts()
    {
        var token = await TokenAsync();
        using var response = await GetAsync("/accounts", token, ("Consent-ID", Sandbox.AddConsent()));

        Assert.Equal(6, (await JsonAsync(response)).GetProperty("accounts").GetArrayLength());
    }

    [Theory]
    [InlineData(SandboxBanks.AnswersTooManyRequests, HttpStatusCode.TooManyRequests, "60")]
    [InlineData(SandboxBanks.AnswersServerError, HttpStatusCode.InternalServerError, null)]
    public async Task Each_account_call_meets_the_status(string bank, HttpStatusCode status, string? retryAfter)
    {
        using var first = await GetAtAsync(bank, "/accounts");
        using var second = await GetAtAsync(bank, "/accounts/any/balances");

        foreach (var response in new[] { first, second })
        {
            await AssertProblemAsync(status, response);
            Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
        }
    }

    [Fact]
    public async Task The_slow_one_answers_after_five_seconds()
    {
        var (token, consent) = (await TokenAsync(), Sandbox.AddConsent(SandboxBanks.IsSlow));

        var answer = GetAsync("/accounts", token, ("Consent-ID", consent));
        Assert.Equal(TimeSpan.FromSeconds(5), await Clock.TimerStarted);
        Clock.Advance(TimeSpan.FromSeconds(5));

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_sandbox_that_stops_doesnt_wait_for_the_slow_one()
    {
        var answer = GetAsync("/accounts", await TokenAsync(), ("Consent-ID", Sandbox.AddConsent(SandboxBanks.IsSlow)));
        await Clock.TimerStarted;

        await Sandbox.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
    }

    [Fact]
    public async Task Transaction_ids_change_with_each_hour_and_nothing_else_does()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.ChangesTransactionIds);
        var before = await TransactionsAsync(consent, "all");

        Sandbox.AdvanceClock(TimeSpan.FromMinutes(59));
        Assert.Equal(before.Select(Id), (await TransactionsAsync(consent, "all")).Select(Id));
        Sandbox.AdvanceClock(TimeSpan.FromMinutes(1));
        var after = await TransactionsAsync(consent, "all");
        Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        var later = await TransactionsAsync(consent, "all");

        Assert.Empty(before.Select(Id).Intersect(after.Select(Id)));
        Assert.Empty(after.Select(Id).Intersect(later.Select(Id)));
        Assert.Equal(before.Select(Fingerprint), after.Select(Fingerprint));
        Assert.Equal(after.Count, after.Select(Id).Distinct().Count());
        Assert.Equal(before.Select(Id), before.Select(Id).Distinct());
    }

    [Fact]
    public async Task A_transaction_that_was_added_keeps_its_id_for_an_hour()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.ChangesTransactionIds);
        Sandbox.AdvanceClock(TimeSpan.FromHours(7));

        var id = Sandbox.AddTransaction(await AccountIdAsync(consent), new SandboxTransaction { Amount = -5, Id = "my-id" });
        Assert.Equal((id, -5m), ((await TransactionsAsync(consent, "booked"))[0] is var added) ? (Id(added), Amount(added)) : default);
        Sandbox.AdvanceClock(TimeSpan.FromHours(1));

        Assert.NotEqual(id, Id((await TransactionsAsync(consent, "booked"))[0]));
    }

    [Fact]
    public async Task What_is_booked_late_has_the_day_on_which_it_was_booked()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.BooksUnderNewIds);
        // From half past nine to a quarter past eleven at night.
        Sandbox.AdvanceClock(TimeSpan.FromHours(13.75));
        Sandbox.AddTransaction(await AccountIdAsync(consent), new SandboxTransaction { Amount = -75, Status = "pending" });

        Sandbox.AdvanceClock(TimeSpan.FromHours(1));

        var booked = (await TransactionsAsync(consent, "booked"))[0];
        Assert.Equal(("2026-03-18", -75m), (Text(booked, "bookingDate"), Amount(booked)));
    }

    [Fact]
    public async Task Pending_transactions_of_one_id_are_booked_each_in_its_time()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.BooksUnderNewIds);
        var account = Sandbox.AddAccount(new SandboxAccount { BankId = SandboxBanks.BooksUnderNewIds, Balance = 100 });
        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -1, Status = "pending" });
        Sandbox.AdvanceClock(TimeSpan.FromMinutes(30));
        for (var i = 0; i < 2; i++)
        {
            Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -10, Status = "pending", Id = "again" });
        }

        Sandbox.AdvanceClock(TimeSpan.FromMinutes(30));

        using var response = await GetAsync($"/accounts/{account}/balances", await TokenAsync(), ("Consent-ID", consent));
        Assert.Equal(
            ["99.00", "79.00"],
            (await JsonAsync(response)).GetProperty("balances").EnumerateArray().Take(2)
                .Select(balance => Text(balance.GetProperty("balanceAmount"), "amount")));
    }

    [Fact]
    public async Task What_is_pending_is_booked_under_a_new_id_after_an_hour()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.BooksUnderNewIds);
        var pending = await TransactionsAsync(consent, "pending");
        var booked = await TransactionsAsync(consent, "booked");

        Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        var bookedAfter = await TransactionsAsync(consent, "booked");

        Assert.NotEmpty(pending);
        Assert.Empty(await TransactionsAsync(consent, "pending"));
        Assert.Equal(pending.Count, bookedAfter.Count - booked.Count);
        var added = bookedAfter.Take(pending.Count).ToList();
        Assert.Empty(added.Select(Id).Intersect(pending.Select(Id)));
        Assert.Equal(pending.Select(Amount).Order(), added.Select(Amount).Order());
        Assert.Equal(booked.Select(Id), bookedAfter.Skip(pending.Count).Select(Id));
        Assert.Equal(
            BalanceAfter(booked[0]) + pending.Sum(Amount), BalanceAfter(bookedAfter[0]));
    }

    [Fact]
    public async Task What_is_added_as_pending_there_is_booked_an_hour_after_it_was_added()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.BooksUnderNewIds);
        Sandbox.AdvanceClock(TimeSpan.FromHours(5));
        var id = Sandbox.AddTransaction(await AccountIdAsync(consent), new SandboxTransaction { Amount = -75, Status = "pending" });

        Sandbox.AdvanceClock(TimeSpan.FromMinutes(59));
        Assert.Equal(id, Id(Assert.Single(await TransactionsAsync(consent, "pending"))));
        Sandbox.AdvanceClock(TimeSpan.FromMinutes(1));

        Assert.Empty(await TransactionsAsync(consent, "pending"));
        Assert.Equal(-75, Amount((await TransactionsAsync(consent, "booked"))[0]));
    }

    [Fact]
    public async Task One_leaves_out_what_a_bank_may_leave_out()
    {
        var account = (await GetOkAsync(SandboxBanks.LeavesMembersOut, "/accounts?withBalance=true")).GetProperty("accounts")[0];
        var transactions = await TransactionsAsync(Sandbox.AddConsent(SandboxBanks.LeavesMembersOut), "booked");

        Assert.Equal(["id", "currency", "balances"], account.EnumerateObject().Select(member => member.Name));
        Assert.All(account.GetProperty("balances").EnumerateArray(), balance =>
            Assert.Equal(["balanceAmount", "balanceType"], balance.EnumerateObject().Select(member => member.Name)));
        Assert.All(transactions.Index(), item => Assert.Equal(
            item.Index % 2 == 0 ? ["transactionId", "accountId", "transactionAmount"] : ["accountId", "transactionAmount"],
            item.Item.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task One_sends_what_no_documentation_names()
    {
        var consent = Sandbox.AddConsent(SandboxBanks.SendsUnknownValues);
        var balances = await GetOkAsync(
            SandboxBanks.SendsUnknownValues, $"/accounts/{await AccountIdAsync(consent)}/balances");

        Assert.True(balances.TryGetProperty("notDocumented", out _));
        Assert.Contains("notDocumented", balances.GetProperty("balances").EnumerateArray().Select(balance => Text(balance, "balanceType")));
        Assert.True((await TransactionsAsync(consent, "booked"))[0].TryGetProperty("notDocumented", out _));
        var page = await GetOkAsync(
            SandboxBanks.SendsUnknownValues,
            $"/accounts/{await AccountIdAsync(consent)}/transactions?dateFrom=2025-01-01&bookingStatus=all");
        Assert.Empty(page.GetProperty("transactions").GetProperty("expected").EnumerateArray());
        Assert.Equal("notDocumented", Text(page.GetProperty("_links").GetProperty("next"), "verb"));
    }

    private static IEnumerable<string> SandboxBanksThatAnswer =>
    [
        SandboxBanks.Approves, SandboxBanks.ChangesTransactionIds, SandboxBanks.BooksUnderNewIds, SandboxBanks.LeavesMembersOut,
        SandboxBanks.SendsUnknownValues,
    ];

    private async Task<List<JsonElement>> BanksAsync()
    {
        using var response = await GetAsync("/banks", await TokenAsync());
        return [.. (await JsonAsync(response)).GetProperty("banks").EnumerateArray()];
    }

    private async Task<JsonElement> CreateAsync(string token, string? bank)
    {
        var body = $$"""
            {
              {{(bank is null ? "" : $"\"bankId\": \"{bank}\",")}}
              "state": "s",
              "redirectSettings": { "success": "https://app.example/yes", "error": "https://app.example/no" }
            }
            """;
        using var response = await SendAsync(HttpMethod.Post, "/consents", token, body);
        return await JsonAsync(response);
    }

    private async Task<string?> StatusAsync(string token, JsonElement consent)
    {
        using var response = await GetAsync($"/consents/{Text(consent, "consentId")}", token);
        return Text(await JsonAsync(response), "status");
    }

    private async Task<HttpResponseMessage> GetAtAsync(string bank, string path) =>
        await GetAsync(path, await TokenAsync(), ("Consent-ID", Sandbox.AddConsent(bank)));

    private async Task<JsonElement> GetOkAsync(string bank, string path)
    {
        using var response = await GetAtAsync(bank, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    private async Task<string> AccountIdAsync(string consent)
    {
        using var response = await GetAsync("/accounts", await TokenAsync(), ("Consent-ID", consent));
        return Text((await JsonAsync(response)).GetProperty("accounts")[0], "id");
    }

    /// <summary>Of the first page and of all lists.</summary>
    private async Task<List<JsonElement>> TransactionsAsync(string consent, string bookingStatus)
    {
        var path = $"/accounts/{await AccountIdAsync(consent)}/transactions?dateFrom=2026-01-01&bookingStatus={bookingStatus}";
        using var response = await GetAsync(path, await TokenAsync(), ("Consent-ID", consent));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return
        [
            .. (await JsonAsync(response)).GetProperty("transactions").EnumerateObject()
                .Where(list => list.Value.ValueKind == JsonValueKind.Array)
                .SelectMany(list => list.Value.EnumerateArray()),
        ];
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private static string Id(JsonElement transaction) => Text(transaction, "transactionId");

    private static decimal Amount(JsonElement transaction) => decimal.Parse(
        Text(transaction.GetProperty("transactionAmount"), "amount"), CultureInfo.InvariantCulture);

    private static decimal BalanceAfter(JsonElement transaction) => decimal.Parse(
        Text(transaction.GetProperty("balanceAfterTransaction").GetProperty("balanceAmount"), "amount"),
        CultureInfo.InvariantCulture);

    /// <summary>All but the id.</summary>
    private static string Fingerprint(JsonElement transaction) => string.Join(' ', transaction.EnumerateObject()
        .Where(member => member.Name is not "transactionId")
        .Select(member => member.Value.GetRawText()));
}
