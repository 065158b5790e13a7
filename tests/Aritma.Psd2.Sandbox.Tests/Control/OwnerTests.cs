using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests.Control;

/// <summary>What the owner of a sandbox does to it in C#.</summary>
public class OwnerTests : SandboxTest
{
    protected override void Configure(Psd2SandboxOptions options) => options.Clients.Add(new() { Id = "other", Secret = "o" });

    [Fact]
    public void Configure_sets_addresses_and_credentials()
    {
        var options = new Psd2Options();

        Sandbox.Configure(options);

        // The secret can't be read: tests of the client, which all start with this call, have shown it.
        Assert.Equal(
            (Sandbox.TokenEndpoint, Sandbox.ApiBaseAddress, Sandbox.ClientId),
            (options.TokenEndpoint, options.ApiBaseAddress, options.ClientId));
        Assert.Equal(Sandbox.TokenEndpoint, new Uri(Sandbox.Address, "connect/token"));
    }

    [Fact]
    public async Task An_added_consent_opens_accounts()
    {
        var consent = Sandbox.AddConsent();

        using var accounts = await GetAsync("/accounts", await TokenAsync(), ("Consent-ID", consent));

        Assert.Equal(HttpStatusCode.OK, accounts.StatusCode);
    }

    [Fact]
    public async Task Approving_and_declining_lead_where_the_user_is_sent()
    {
        const string Body = """
            {"state":"s","redirectSettings":{"success":"https://a.example/yes","error":"https://a.example/no"}}
            """;
        var (first, second, third) = (await CreateAsync(Body), await CreateAsync(Body), await CreateAsync("{}"));

        Assert.Equal("https://a.example/yes?state=s", (await Sandbox.ApproveConsentAsync(first))?.AbsoluteUri);
        Assert.Equal("https://a.example/no?state=s", (await Sandbox.DeclineConsentAsync(second))?.AbsoluteUri);
        Assert.Null(await Sandbox.ApproveConsentAsync(third));
        Assert.Equal(
            ["Authorized", "Failure", "Authorized"], [await StatusAsync(first), await StatusAsync(second), await StatusAsync(third)]);
    }

    [Fact]
    public async Task The_user_chooses_a_bank_when_approving()
    {
        var consent = await CreateAsync("{}");

        await Sandbox.ApproveConsentAsync(consent, SandboxBanks.StaysPending);

        Assert.Equal("AwaitingApproval", await StatusAsync(consent));
    }

    [Fact]
    public async Task What_can_not_be_decided_is_refused()
    {
        var decided = await CreateAsync("{}");
        await Sandbox.DeclineConsentAsync(decided);
        var expired = await CreateAsync("""{"expires":"2026-03-17T10:00:00Z"}""");
        Clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<ArgumentException>(() => Sandbox.ApproveConsentAsync(decided));
        await Assert.ThrowsAsync<ArgumentException>(() => Sandbox.ApproveConsentAsync(expired));
        await Assert.ThrowsAsync<ArgumentException>(() => Sandbox.ApproveConsentAsync("no such"));
        var open = await CreateAsync("{}");
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Sandbox.ApproveConsentAsync(open, "no bank"));
        Assert.Contains("'no bank'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Sandbox.AddConsent("no bank"));
    }

    [Fact]
    public async Task The_clock_expires_tokens_and_consents()
    {
        var (token, consent) = (await TokenAsync(), Sandbox.AddConsent());

        Sandbox.AdvanceClock(TimeSpan.FromHours(1));
        using var late = await GetAsync("/accounts", token, ("Consent-ID", consent));
        using var renewed = await GetAsync("/accounts", await TokenAsync(), ("Consent-ID", consent));
        Sandbox.AdvanceClock(TimeSpan.FromDays(90));
        using var expired = await GetAsync("/accounts", await TokenAsync(), ("Consent-ID", consent));

        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, expired.StatusCode);
        Assert.Equal(TestTime.Start + TimeSpan.FromDays(90) + TimeSpan.FromHours(1), Sandbox.TimeProvider.GetUtcNow());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(-1)]
    [InlineData(3651 * 86400.0)]
    [InlineData(1e300)]
    public void The_clock_goes_ahead_only_and_not_too_far(double seconds)
    {
        var by = seconds > TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);

        Assert.Throws<ArgumentException>(() => Sandbox.AdvanceClock(by));
    }

    [Fact]
    public async Task An_advance_moves_the_dates_of_balances()
    {
        var consent = Sandbox.AddConsent();
        Sandbox.AdvanceClock(TimeSpan.FromDays(3));

        using var response = await GetAsync("/accounts?withBalance=true", await TokenAsync(), ("Consent-ID", consent));

        var balances = (await JsonAsync(response)).GetProperty("accounts")[0].GetProperty("balances").EnumerateArray();
        Assert.Equal(["2026-03-20", "2026-03-20", "2026-03-19"], balances.Select(balance => Text(balance, "referenceDate")));
    }

    [Fact]
    public async Task An_added_account_is_covered_by_a_consent_for_its_bank_and_has_its_balance()
    {
        var id = Sandbox.AddAccount(
            new SandboxAccount { BankId = SandboxBanks.Approves, Name = "Felles", Currency = "EUR", Balance = 12.5m });

        using var response = await GetAsync(
            $"/accounts/{id}/balances", await TokenAsync(), ("Consent-ID", Sandbox.AddConsent(SandboxBanks.Approves)));
        using var elsewhere = await GetAsync(
            $"/accounts/{id}", await TokenAsync(), ("Consent-ID", Sandbox.AddConsent(SandboxBanks.StaysPending)));

        var json = await JsonAsync(response);
        Assert.All(json.GetProperty("balances").EnumerateArray(), balance => Assert.Equal(
            """{"currency":"EUR","amount":"12.50"}""", balance.GetProperty("balanceAmount").GetRawText()));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData(null, "Konto", "kr", "currency 'kr'")]
    [InlineData(null, "Konto", "NOKK", "currency 'NOKK'")]
    [InlineData(null, " ", "NOK", "name")]
    [InlineData("x", "Konto", "NOK", "'x' is not the id of a bank")]
    public void An_account_that_can_not_be_is_refused(string? bank, string name, string currency, string expected)
    {
        var error = Assert.Throws<ArgumentException>(
            () => Sandbox.AddAccount(new SandboxAccount { BankId = bank, Name = name, Currency = currency }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_transactions_stand_where_their_dates_are_and_balances_follow()
    {
        var consent = Sandbox.AddConsent();
        var account = Sandbox.AddAccount(new SandboxAccount { Balance = 100 });
        var today = new DateOnly(2026, 3, 17);

        Add(30, today.AddDays(-2));
        Add(-50, today);
        Add(5, today.AddDays(-1));
        Add(1000, today.AddDays(-9));
        var pending = Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -1, Status = "Pending", Id = "p-1" });

        var all = await TransactionsAsync(consent, account);
        Assert.Equal("p-1", pending);
        Assert.Equal([-1m, -50, 5, 30, 1000], all.Select(Amount));
        Assert.Equal([1085m, 1135, 1130, 1100], all.Skip(1).Select(BalanceAfter));
        using var response = await GetAsync($"/accounts/{account}/balances", await TokenAsync(), ("Consent-ID", consent));
        Assert.Equal(
            ["1085.00", "1084.00", "1135.00"],
            (await JsonAsync(response)).GetProperty("balances").EnumerateArray()
                .Select(balance => Text(balance.GetProperty("balanceAmount"), "amount")));

        void Add(decimal amount, DateOnly date) => Sandbox.AddTransaction(account, new SandboxTransaction { Amount = amount, Date = date });
    }

    [Fact]
    public async Task A_transaction_can_be_added_to_a_seeded_account()
    {
        var consent = Sandbox.AddConsent();
        using var accounts = await GetAsync("/accounts", await TokenAsync(), ("Consent-ID", consent));
        var account = Text((await JsonAsync(accounts)).GetProperty("accounts")[0], "id");
        var before = (await TransactionsAsync(consent, account)).First(item => item.TryGetProperty("balanceAfterTransaction", out _));

        var id = Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -20.25m, Counterparty = "Kiosk", Text = "Avis" });
        using var response = await GetAsync($"/accounts/{account}/transactions/{id}", await TokenAsync(), ("Consent-ID", consent));

        var added = (await JsonAsync(response)).GetProperty("transactionDetails");
        Assert.Equal(("Kiosk", "Avis"), (Text(added, "creditorName"), Text(added, "remittanceInformationUnstructured")));
        Assert.Equal(BalanceAfter(before) - 20.25m, BalanceAfter(added));
    }

    [Fact]
    public async Task An_added_transaction_is_of_the_sandboxs_day_and_of_somebody_elses_account()
    {
        var consent = Sandbox.AddConsent();
        var account = Sandbox.AddAccount(new SandboxAccount());
        Sandbox.AdvanceClock(TimeSpan.FromDays(2));

        Sandbox.AddTransaction(account, new SandboxTransaction { Amount = -12.5m });

        using var own = await GetAsync($"/accounts/{account}", await TokenAsync(), ("Consent-ID", consent));
        var added = Assert.Single(await TransactionsAsync(consent, account));
        Assert.Equal("2026-03-19", Text(added, "bookingDate"));
        Assert.NotEqual(Text((await JsonAsync(own)).GetProperty("account"), "iban"), Text(added.GetProperty("creditorAccount"), "iban"));
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("1000000000000.01")]
    [InlineData("-79228162514264337593543950335")]
    public void An_amount_that_no_balance_shows_is_refused(string text)
    {
        var amount = decimal.Parse(text, CultureInfo.InvariantCulture);
        var account = Sandbox.AddAccount(new SandboxAccount());

        Assert.Throws<ArgumentException>(
            () => Sandbox.AddTransaction(account, new SandboxTransaction { Amount = amount, Status = "pending" }));
        Assert.Throws<ArgumentException>(() => Sandbox.AddAccount(new SandboxAccount { Balance = amount }));
    }

    [Fact]
    public async Task A_consent_that_was_added_has_no_address_to_decide_at()
    {
        var consent = Sandbox.AddConsent();
        Sandbox.SetConsentStatus(consent, "created");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Sandbox.ApproveConsentAsync(consent));

        Assert.Contains("Created", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_meanwhile_breaks_nothing()
    {
        var resets = Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                Sandbox.Reset();
            }
        });
        while (!resets.IsCompleted)
        {
            var consent = Sandbox.AddConsent();
            try
            {
                Sandbox.SetConsentStatus(consent, "revoked");
            }
            catch (ArgumentException)
            {
                // Forgotten already.
            }
        }

        await resets;
    }

    [Fact]
    public void A_transaction_that_can_not_be_is_refused()
    {
        var account = Sandbox.AddAccount(new SandboxAccount());

        Assert.Throws<ArgumentException>(() => Sandbox.AddTransaction("no such", new SandboxTransaction { Amount = 1 }));
        Assert.Throws<ArgumentException>(() => Sandbox.AddTransaction(account, new SandboxTransaction { Amount = 1, Status = "1" }));
        Assert.Throws<ArgumentException>(
            () => Sandbox.AddTransaction(account, new SandboxTransaction { Amount = 1, Status = "booked,pending" }));
        Assert.Throws<ArgumentException>(() => Sandbox.AddTransaction(account, new SandboxTransaction { Amount = 1, Id = "" }));
        Assert.Throws<ArgumentException>(() => Sandbox.AddTransaction(account, new SandboxTransaction { Amount = 1, Text = null! }));
    }

    [Fact]
    public async Task Reset_leads_back_to_the_start()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", "k");
        using var created = await SendAsync(HttpMethod.Post, "/consents", token, "{}", key);
        var consent = Text(await JsonAsync(created), "consentId");
        var account = Sandbox.AddAccount(new SandboxAccount());
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });
        Sandbox.TokenEndpointFaults.Add(new() { StatusCode = 503 });
        Sandbox.AdvanceClock(TimeSpan.FromDays(2));

        Sandbox.Reset();

        Assert.Empty(Sandbox.ApiRequests);
        Assert.Empty(Sandbox.TokenRequests);
        Assert.Equal(TestTime.Start, Sandbox.TimeProvider.GetUtcNow());
        using var old = await GetAsync("/banks", token);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        var renewed = await TokenAsync();
        using var gone = await GetAsync($"/consents/{consent}", renewed);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var again = await SendAsync(HttpMethod.Post, "/consents", renewed, "{}", key);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        using var planted = await GetAsync($"/accounts/{account}", renewed, ("Consent-ID", Sandbox.AddConsent()));
        Assert.Equal(HttpStatusCode.NotFound, planted.StatusCode);
    }

    [Fact]
    public async Task Requests_tell_their_scopes_outcome_and_time()
    {
        using var narrow = await RequestTokenAsync("banking.channel.psd2");
        using var refused = await RequestTokenAsync("banking.channel.psd2 payments");
        var token = Text(await JsonAsync(narrow), "access_token");
        using var call = await GetAsync("/accounts", token);
        using var stranger = await GetAsync("/banks", "not-issued");

        Assert.Equal(
            [("banking.channel.psd2", null), (null, "invalid_scope")],
            Sandbox.TokenRequests.Select(request => (request.GrantedScope, request.Error)));
        Assert.Equal(
            [("banking.channel.psd2", Sandbox.ClientId), (null, null)],
            Sandbox.ApiRequests.Select(request => (request.Scope, request.ClientId)));
        Assert.All(Sandbox.ApiRequests, request => Assert.Equal(TestTime.Start, request.ReceivedAt));
        Assert.All(Sandbox.TokenRequests, request => Assert.Equal(TestTime.Start, request.ReceivedAt));
    }

    private async Task<string> CreateAsync(string body)
    {
        using var response = await SendAsync(HttpMethod.Post, "/consents", await TokenAsync(), body);
        return Text(await JsonAsync(response), "consentId");
    }

    private async Task<string> StatusAsync(string id)
    {
        using var response = await GetAsync($"/consents/{id}", await TokenAsync());
        return Text(await JsonAsync(response), "status");
    }

    private async Task<List<JsonElement>> TransactionsAsync(string consent, string account)
    {
        using var response = await GetAsync(
            $"/accounts/{account}/transactions?dateFrom=2026-01-01&bookingStatus=all", await TokenAsync(), ("Consent-ID", consent));
        var lists = (await JsonAsync(response)).GetProperty("transactions");
        return [.. new[] { "information", "pending", "booked" }.SelectMany(list => lists.GetProperty(list).EnumerateArray())];
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private static decimal Amount(JsonElement transaction) =>
        decimal.Parse(Text(transaction.GetProperty("transactionAmount"), "amount"), CultureInfo.InvariantCulture);

    private static decimal BalanceAfter(JsonElement transaction) => decimal.Parse(
        Text(transaction.GetProperty("balanceAfterTransaction").GetProperty("balanceAmount"), "amount"), CultureInfo.InvariantCulture);
}
