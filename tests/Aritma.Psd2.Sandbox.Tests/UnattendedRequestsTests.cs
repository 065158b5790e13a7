using System.Net;

namespace Aritma.Psd2.Sandbox.Tests;

/// <summary>Limits of account calls without an end user.</summary>
public class UnattendedRequestsTests : SandboxTest
{
    private string _token = null!;
    private string _consent = null!;

    protected override void Configure(Psd2SandboxOptions options)
    {
        options.UnattendedRequestsPerDay = 2;
        options.TransactionPageSize = 5;
    }

    [Fact]
    public async Task The_call_after_the_last_allowed_one_is_answered_with_429_until_the_next_day()
    {
        await SignInAsync();
        await CallAsync("/accounts", HttpStatusCode.OK, HttpStatusCode.OK);

        using var refused = await GetAsync("/accounts", _token, ("Consent-ID", _consent));

        var problem = await AssertProblemAsync(HttpStatusCode.TooManyRequests, refused);
        Assert.Contains("sandbox's own", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        // From half past nine to midnight.
        Assert.Equal("52200", refused.Headers.RetryAfter?.ToString());
        Sandbox.AdvanceClock(TimeSpan.FromSeconds(52_200));
        _token = await TokenAsync();
        await CallAsync("/accounts", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Each_path_and_each_consent_has_a_limit_of_its_own()
    {
        await SignInAsync();
        using var accounts = await GetAsync("/accounts", _token, ("Consent-ID", _consent));
        var id = (await JsonAsync(accounts)).GetProperty("accounts")[0].GetProperty("id").GetString();
        await CallAsync("/accounts?withBalance=true", HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
        await CallAsync($"/accounts/{id}/balances", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);

        _consent = Sandbox.AddConsent();

        await CallAsync("/accounts", HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_the_users_address_there_is_none()
    {
        await SignInAsync();

        for (var i = 0; i < 5; i++)
        {
            using var response = await GetAsync("/accounts", _token, ("Consent-ID", _consent), ("PSU-IP-Address", "2001:db8::7"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await CallAsync("/accounts", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused()
    {
        await SignInAsync();

        using var response = await GetAsync("/accounts", _token, ("Consent-ID", _consent), ("PSU-IP-Address", "localhost"));

        await AssertProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task Further_pages_are_not_counted()
    {
        await SignInAsync();
        using var accounts = await GetAsync("/accounts", _token, ("Consent-ID", _consent));
        var id = (await JsonAsync(accounts)).GetProperty("accounts")[0].GetProperty("id").GetString();
        var pages = 0;

        var next = $"{Sandbox.ApiBaseAddress}/accounts/{id}/transactions?dateFrom=2020-01-01&bookingStatus=booked";
        while (next is not null)
        {
            using var response = await GetAsync(next[Sandbox.ApiBaseAddress.AbsoluteUri.Length..], _token, ("Consent-ID", _consent));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var links = (await JsonAsync(response)).GetProperty("_links");
            next = links.TryGetProperty("next", out var link) ? link.GetProperty("href").GetString() : null;
            pages++;
        }

        Assert.True(pages > 5);
    }

    [Theory]
    [InlineData("/accounts?cursor=")]
    [InlineData("/accounts?cursor=abc")]
    [InlineData("/accounts/")]
    [InlineData("/ACCOUNTS")]
    public async Task However_the_call_is_spelt_it_counts(string path)
    {
        await SignInAsync();

        await CallAsync("/accounts", HttpStatusCode.OK, HttpStatusCode.OK);
        await CallAsync(path, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Consents_and_banks_have_none()
    {
        await SignInAsync();

        for (var i = 0; i < 3; i++)
        {
            using var banks = await GetAsync("/banks", _token);
            using var consents = await GetAsync("/consents", _token);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (banks.StatusCode, consents.StatusCode));
        }
    }

    [Fact]
    public async Task A_reset_forgets_what_was_counted()
    {
        await SignInAsync();
        await CallAsync("/accounts", HttpStatusCode.OK, HttpStatusCode.OK);

        Sandbox.Reset();
        await SignInAsync();

        await CallAsync("/accounts", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_sandbox_can_be_without_limits()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync(options => options.UnattendedRequestsPerDay = null);

        for (var i = 0; i < 101; i++)
        {
            await GetFromAsync(sandbox, "/accounts");
        }

        Assert.All(sandbox.ApiRequests, request => Assert.True(request.StatusCode is 200 or 201));
    }

    [Fact]
    public async Task The_number_is_100_unless_told_otherwise()
    {
        Assert.Equal(100, new Psd2SandboxOptions().UnattendedRequestsPerDay);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Psd2Sandbox.StartAsync(options => options.UnattendedRequestsPerDay = -1));
    }

    private async Task SignInAsync() => (_token, _consent) = (await TokenAsync(), Sandbox.AddConsent());

    private async Task CallAsync(string path, params HttpStatusCode[] expected)
    {
        foreach (var status in expected)
        {
            using var response = await GetAsync(path, _token, ("Consent-ID", _consent));
            Assert.Equal(status, response.StatusCode);
        }
    }
}
