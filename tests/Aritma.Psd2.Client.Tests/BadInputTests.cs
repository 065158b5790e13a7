namespace Aritma.Psd2.Client.Tests;

/// <summary>Arguments that can't be meant. Nothing is sent: no call, and no token request for it.</summary>
public sealed class BadInputTests : IAsyncDisposable
{
    private readonly Api _api = new((_, _) => throw new NotSupportedException("The API was called."));

    public static TheoryData<string> Ids =>
    [
        "", " ", ".", "..", "/", "a/b", "../consents", "a\\b", "%2e%2e/x", "https://evil.example/accounts/1", "//evil.example", "a?b=c",
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_id_of_an_account_or_of_a_transaction_is_refused(string id)
    {
        await RefusedAsync("accountId", () => _api.Accounts.GetAccountAsync(id, "c-1"));
        await RefusedAsync("accountId", () => _api.Accounts.GetBalancesAsync(id, "c-1"));
        await RefusedAsync("accountId", () => _api.Accounts.GetTransactionsAsync(id, "c-1", TestTime.Start, null, BookingStatus.Booked));
        await RefusedAsync(id.StartsWith('.') ? null : "accountId", () => _api.Accounts.GetTransactionAsync(id, "t-1", "c-1"));
        await RefusedAsync("transactionId", () => _api.Accounts.GetTransactionAsync("a-1", id, "c-1"));
        await RefusedAsync("accountId", async () => await _api.Accounts.GetAllTransactionsAsync(id, "c-1", TestTime.Start).CountAsync());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_id_of_a_consent_is_refused(string id)
    {
        await RefusedAsync("consentId", () => _api.Consents.GetConsentAsync(id));
        await RefusedAsync("consentId", () => _api.Consents.RefreshConsentAsync(id, new ConsentRefresh()));
        await RefusedAsync("consentId", () => _api.Accounts.GetAccountsAsync(id));
        await RefusedAsync("consentId", () => _api.Accounts.GetAccountAsync("a-1", id));
        await RefusedAsync("consentId", () => _api.Flow.WaitUntilDecidedAsync(id));
        await RefusedAsync("consentId", () => _api.Flow.RefreshAsync(id));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\u0000")]
    public async Task An_id_with_control_characters_is_refused(string id) =>
        await RefusedAsync("accountId", () => _api.Accounts.GetAccountAsync(id, "c-1"));

    [Fact]
    public async Task Null_is_refused()
    {
        await RefusedAsync("consentId", () => _api.Accounts.GetAccountsAsync(null!));
        await RefusedAsync("consentId", () => _api.Consents.GetConsentAsync(null!));
        await RefusedAsync("accountId", () => _api.Accounts.GetAccountAsync(null!, "c-1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("https://evil.example/accounts?cursor=abc")]
    [InlineData("/accounts?cursor=abc")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    public async Task A_cursor_that_is_an_address_or_holds_a_slash_is_refused(string cursor)
    {
        await RefusedAsync("value", () => _api.Accounts.GetAccountsAsync("c-1", cursor: PageCursor.Of(cursor)));
        await RefusedAsync("value", () => _api.Consents.GetConsentsAsync(PageCursor.Of(cursor)));
    }

    [Fact]
    public async Task A_period_that_ends_before_it_starts_is_refused()
    {
        var (from, to) = (TestTime.Start, TestTime.Start.AddTicks(-1));

        await RefusedAsync("dateTo", () => _api.Accounts.GetTransactionsAsync("a-1", "c-1", from, to, BookingStatus.Booked));
        await RefusedAsync("dateTo", async () => await _api.Accounts.GetAllTransactionsAsync("a-1", "c-1", from, to).CountAsync());
        await RefusedAsync(
            "dateTo",
            () => _api.Accounts.GetTransactionsAsync(
                "a-1",
                "c-1",
                new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-1)),
                new(2026, 1, 1, 0, 59, 0, TimeSpan.Zero),
                BookingStatus.Booked));
    }

    [Theory]
    [InlineData("/callback")]
    [InlineData("callback")]
    [InlineData("file:///callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://erp.example/")]
    [InlineData("https://erp.example/callback?state=mine")]
    public async Task An_address_that_no_browser_could_return_to_is_refused(string address)
    {
        var uri = new Uri(address, UriKind.RelativeOrAbsolute);

        await RefusedAsync("ReturnUrl", () => _api.Flow.StartAsync(new ConsentStart { ReturnUrl = uri }));
        await RefusedAsync("ErrorUrl", () => _api.Flow.RefreshAsync("c-1", new ConsentStart { ErrorUrl = uri }));
    }

    [Theory]
    [InlineData("c-1\r\nX-Other: 1")]
    [InlineData("c-1\n")]
    [InlineData("c-\u00e5")]
    public async Task A_consent_id_that_no_header_can_hold_is_refused_instead_of_changed(string id) =>
        await RefusedAsync("consentId", () => _api.Accounts.GetAccountAsync("a-1", id));

    [Fact]
    public async Task The_default_of_a_value_is_refused()
    {
        await RefusedAsync("idempotencyKey", () => _api.Consents.CreateConsentWithKeyAsync(new NewConsent(), default));
        await RefusedAsync("bookingStatus", () => _api.Accounts.GetTransactionsAsync("a-1", "c-1", TestTime.Start, null, default));
        await RefusedAsync("type", () => _api.Accounts.GetBalancesAsync("a-1", "c-1", type: default(BalanceType)));
        await RefusedAsync("cursor", () => _api.Accounts.GetAccountsAsync("c-1", cursor: default(PageCursor)));
        await RefusedAsync("cursor", () => _api.Consents.GetConsentsAsync(default(PageCursor)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1.0\r\nX: 1")]
    [InlineData("1.\u00f8")]
    public void A_version_that_no_header_can_hold_is_refused_at_registration(string version) => Assert.Throws<ArgumentException>(
        "ApiVersion",
        () => new ServiceCollection().AddAritmaPsd2(_ => { }, client => client.ApiVersion = version));

    [Fact]
    public async Task A_period_of_one_moment_is_one()
    {
        await using var api = Api.Answering("""{"transactions":{}}""");

        await api.Accounts.GetTransactionsAsync(
            "a-1", "c-1", TestTime.Start, TestTime.Start.ToOffset(TimeSpan.FromHours(5)), BookingStatus.Booked);

        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("a b")]
    [InlineData("ångström")]
    [InlineData("a%2Fb")]
    [InlineData("a+b=c")]
    [InlineData("a:b")]
    public async Task Other_ids_are_sent_as_they_are(string id)
    {
        await using var api = Api.Answering("""{"account":{"id":"a-1"}}""");

        await api.Accounts.GetAccountAsync(id, "c-1");

        Assert.Equal($"/api/accounts/{Uri.EscapeDataString(id)}", Assert.Single(api.Requests).Address.AbsolutePath);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    /// <param name="argument">Its name; null: whichever it is.</param>
    /// <param name="call">The call.</param>
    private async Task RefusedAsync(string? argument, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(call);

        Assert.Equal(argument ?? refusal.ParamName, refusal.ParamName);
        Assert.Empty(_api.Requests);
        Assert.Empty(_api.RequestedScopes);
    }
}
