using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class BanksAndAccountsTests : SandboxTest
{
    [Fact]
    public async Task Usual_banks_in_four_countries_are_listed_and_those_that_behave_otherwise()
    {
        var banks = await BanksAsync("");

        Assert.Equal(15, banks.Count);
        Assert.Equal(["DK", "FI", "NO", "SE"], banks.Select(bank => Text(bank, "countryCode")).Distinct().Order());
        Assert.Equal(15, banks.Select(bank => Guid.Parse(Text(bank, "id"))).Distinct().Count());
        Assert.All(banks, bank => Assert.Matches("^[A-Z]{4}[A-Z]{2}[A-Z0-9]0$", Text(bank, "bic")));
        Assert.All(banks, bank => Assert.Equal(Text(bank, "countryCode"), Text(bank, "bic")[4..6]));
        Assert.All(banks, bank => Assert.NotEmpty(Text(bank, "name")));
    }

    [Theory]
    [InlineData("NO", 12)]
    [InlineData("no", 12)]
    [InlineData("FI", 1)]
    [InlineData("PT", 0)]
    public async Task Banks_are_filtered_by_country(string countryCode, int count)
    {
        var banks = await BanksAsync($"?countryCode={countryCode}");

        Assert.Equal(count, banks.Count);
        Assert.All(banks, bank => Assert.Equal(countryCode, Text(bank, "countryCode"), ignoreCase: true));
    }

    [Theory]
    [InlineData("NOR")]
    [InlineData("4")]
    public async Task A_bad_country_code_is_a_400(string countryCode)
    {
        using var response = await GetAsync($"/banks?countryCode={countryCode}", await TokenAsync());

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("/accounts")]
    [InlineData("/accounts/1")]
    [InlineData("/accounts/1/balances")]
    [InlineData("/accounts/1/transactions")]
    [InlineData("/accounts/1/transactions/1")]
    public async Task An_account_call_needs_an_authorized_consent(string path)
    {
        var token = await TokenAsync();
        using var created = await SendAsync(HttpMethod.Post, "/consents", token, """{"channelType":"psd2"}""");
        var open = Text(await JsonAsync(created), "consentId");

        using var missing = await GetAsync(path, token);
        using var unknown = await GetAsync(path, token, ("Consent-ID", Guid.NewGuid().ToString()));
        using var notAuthorized = await GetAsync(path, token, ("Consent-ID", open));

        await AssertProblemAsync(HttpStatusCode.Forbidden, missing);
        await AssertProblemAsync(HttpStatusCode.Forbidden, unknown);
        var problem = await AssertProblemAsync(HttpStatusCode.Forbidden, notAuthorized);
        Assert.Contains("Created", Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_consent_opens_no_account()
    {
        var consent = ("Consent-ID", await ApprovedConsentAsync(await TokenAsync()));

        Clock.Advance(TimeSpan.FromDays(90));
        using var response = await GetAsync("/accounts", await TokenAsync(), consent);

        await AssertProblemAsync(HttpStatusCode.Forbidden, response);
    }

    [Fact]
    public async Task Accounts_have_the_documented_fields_and_valid_check_digits()
    {
        var accounts = await AccountsAsync();

        Assert.Equal(6, accounts.Count);
        Assert.Equal(["DKK", "EUR", "NOK", "SEK"], accounts.Select(account => Text(account, "currency")).Distinct().Order());
        Assert.Equal(6, accounts.Select(account => Text(account, "iban")).Distinct().Count());
        Assert.All(accounts, account =>
        {
            Assert.Matches("^[0-9a-f]{32}$", Text(account, "id"));
            Assert.True(HasValidCheckDigits(Text(account, "iban")), Text(account, "iban"));
            Assert.Equal(Text(account, "iban")[4..], Text(account, "bban"));
            Assert.Equal(Text(account, "iban")[..2], Text(account, "bic")[4..6]);
            Assert.NotEmpty(Text(account, "name"));
            Assert.NotEmpty(Text(account, "displayName"));
            Assert.False(account.TryGetProperty("balances", out _));
        });
    }

    [Theory]
    [InlineData("NO", 15)]
    [InlineData("SE", 24)]
    [InlineData("DK", 18)]
    [InlineData("FI", 18)]
    public async Task An_iban_is_as_long_as_its_country_wants(string countryCode, int length)
    {
        var ibans = (await AccountsAsync()).Select(account => Text(account, "iban")).Where(iban => iban[..2] == countryCode).ToList();

        Assert.NotEmpty(ibans);
        Assert.All(ibans, iban => Assert.Equal(length, iban.Length));
    }

    [Fact]
    public async Task Norwegian_account_numbers_pass_modulus_11()
    {
        int[] weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
        var norwegian = (await AccountsAsync()).Where(account => Text(account, "iban")[..2] == "NO").ToList();

        Assert.Equal(3, norwegian.Count);
        Assert.All(norwegian, account =>
            Assert.Equal(0, Text(account, "bban").Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11));
    }

    [Fact]
    public async Task Accounts_are_found_by_iban_bban_and_text()
    {
        var wanted = (await AccountsAsync())[2];

        Assert.Equal(Text(wanted, "id"), Text(Assert.Single(await AccountsAsync($"?iban={Text(wanted, "iban")}")), "id"));
        Assert.Equal(Text(wanted, "id"), Text(Assert.Single(await AccountsAsync($"?bban={Text(wanted, "bban")}")), "id"));
        Assert.Equal(Text(wanted, "id"), Text(Assert.Single(await AccountsAsync("?search=DRIFTS")), "id"));
        Assert.Empty(await AccountsAsync("?iban=NO0000000000000"));
        Assert.Empty(await AccountsAsync("?search=nothing%20like%20it"));
    }

    [Fact]
    public async Task A_consent_for_one_bank_covers_its_accounts_only()
    {
        var token = await TokenAsync();
        var all = await AccountsAsync();
        var bank = (await BanksAsync(""))[0];
        var consent = ("Consent-ID", await ApprovedConsentAsync(token, $$"""{"bankId":"{{Text(bank, "id")}}"}"""));

        using var list = await GetAsync("/accounts", token, consent);
        var covered = (await JsonAsync(list)).GetProperty("accounts").EnumerateArray().ToList();
        var outside = all.First(account => Text(account, "bic") != Text(bank, "bic"));
        using var other = await GetAsync($"/accounts/{Text(outside, "id")}", token, consent);

        Assert.Equal(2, covered.Count);
        Assert.All(covered, account => Assert.Equal(Text(bank, "bic"), Text(account, "bic")));
        await AssertProblemAsync(HttpStatusCode.NotFound, other);
    }

    [Fact]
    public async Task One_account_is_read_by_its_id()
    {
        var expected = (await AccountsAsync())[3];

        var account = (await GetJsonAsync($"/accounts/{Text(expected, "id")}")).GetProperty("account");

        Assert.Equal(expected.GetRawText(), account.GetRawText());
    }

    [Theory]
    [InlineData("/accounts/{0}")]
    [InlineData("/accounts/{0}/balances")]
    [InlineData("/accounts/{0}/transactions?dateFrom=2026-01-01&bookingStatus=all")]
    [InlineData("/accounts/{0}/transactions/1")]
    public async Task An_unknown_account_is_not_found(string path)
    {
        var token = await TokenAsync();
        var consent = ("Consent-ID", await ApprovedConsentAsync(token));
        using var response = await GetAsync(path.Replace("{0}", new string('0', 32), StringComparison.Ordinal), token, consent);

        await AssertProblemAsync(HttpStatusCode.NotFound, response);
    }

    [Fact]
    public async Task Balances_come_with_their_account_as_decimal_strings()
    {
        var account = (await AccountsAsync("?withBalance=true"))[0];

        var answer = await GetJsonAsync($"/accounts/{Text(account, "id")}/balances");

        Assert.Equal(Text(account, "iban"), Text(answer.GetProperty("account"), "iban"));
        var balances = answer.GetProperty("balances");
        Assert.Equal(
            ["interimBooked", "interimAvailable", "closingBooked"],
            balances.EnumerateArray().Select(balance => Text(balance, "balanceType")));
        Assert.All(balances.EnumerateArray(), balance =>
        {
            Assert.Matches(@"^-?\d+\.\d{2}$", Text(balance.GetProperty("balanceAmount"), "amount"));
            Assert.Equal("NOK", Text(balance.GetProperty("balanceAmount"), "currency"));
        });
        Assert.Equal("2026-03-17", Text(balances[0], "referenceDate"));
        Assert.Equal("2026-03-16", Text(balances[2], "referenceDate"));
        Assert.Equal(balances.GetRawText(), account.GetProperty("balances").GetRawText());
    }

    [Theory]
    [InlineData("interimBooked", 1)]
    [InlineData("nonInvoiced", 0)]
    public async Task Balances_are_filtered_by_type(string type, int count)
    {
        var id = Text((await AccountsAsync())[0], "id");

        Assert.Equal(count, (await GetJsonAsync($"/accounts/{id}/balances?type={type}")).GetProperty("balances").GetArrayLength());
    }

    [Theory]
    [InlineData("/accounts?withBalance=yes")]
    [InlineData("/accounts/1/balances?type=booked")]
    public async Task A_bad_parameter_is_a_400(string path)
    {
        var token = await TokenAsync();
        using var response = await GetAsync(path, token, ("Consent-ID", await ApprovedConsentAsync(token)));

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_accounts_and_another_seed_others()
    {
        await using var same = await Psd2Sandbox.StartAsync(options => options.TimeProvider = new FakeTimeProvider(TestTime.Start));
        await using var other = await Psd2Sandbox.StartAsync(options =>
        {
            options.TimeProvider = new FakeTimeProvider(TestTime.Start);
            options.Seed = 2;
        });

        var here = (await GetJsonAsync("/accounts?withBalance=true")).GetRawText();

        Assert.Equal(here, (await GetFromAsync(same, "/accounts?withBalance=true")).GetRawText());
        Assert.NotEqual(here, (await GetFromAsync(other, "/accounts?withBalance=true")).GetRawText());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static bool HasValidCheckDigits(string iban)
    {
        var digits = string.Concat((iban[4..] + iban[..4]).Select(c => char.IsLetter(c) ? $"{c - 'A' + 10}" : $"{c}"));
        return BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97 == 1;
    }

    private async Task<List<JsonElement>> BanksAsync(string query)
    {
        using var response = await GetAsync($"/banks{query}", await TokenAsync());
        return [.. (await JsonAsync(response)).GetProperty("banks").EnumerateArray()];
    }

    private async Task<List<JsonElement>> AccountsAsync(string query = "") =>
        [.. (await GetJsonAsync($"/accounts{query}")).GetProperty("accounts").EnumerateArray()];

    private async Task<JsonElement> GetJsonAsync(string path)
    {
        var token = await TokenAsync();
        using var response = await GetAsync(path, token, ("Consent-ID", await ApprovedConsentAsync(token)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }
}
