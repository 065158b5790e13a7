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
        await RefusedAsync("accountId", () => _api.Accounts.GetTransactionsAsync(id, "c-1", TestTime.Start, BookingStatus.Booked));
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

        await RefusedAsync("dateTo", () => _api.Accounts.GetTransactionsAsync("a-1", "c-1", from, BookingStatus.Booked, to));
        await RefusedAsync("dateTo", async () => await _api.Accounts.GetAllTransactionsAsync("a-1", "c-1", from, to).CountAsync());
        await RefusedAsync(
            "dateTo",
            () => _api.Accounts.GetTransactionsAsync("a-1", "c-1", new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-1)), BookingStatus.Booked,
                new(2026, 1, 1, 0, 59, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task An_address_to_return_to_must_be_absolute()
    {
        var relative = new Uri("/callback", UriKind.Relative);

        await RefusedAsync("ReturnUrl", () => _api.Flow.StartAsync(new ConsentStart { ReturnUrl = relative }));
        await RefusedAsync("ErrorUrl", () => _api.Flow.RefreshAsync("c-1", new ConsentStart { ErrorUrl = relative }));
    }

    [Fact]
    public async Task A_period_of_one_moment_is_one()
    {
        await using var api = Api.Answering("""{"transactions":{}}""");

        await api.Accounts.GetTransactionsAsync(
            "a-1", "c-1", TestTime.Start, BookingStatus.Booked, TestTime.Start.ToOffset(TimeSpan.FromHours(5)));

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
