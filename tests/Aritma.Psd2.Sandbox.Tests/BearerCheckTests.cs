using System.Net;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class BearerCheckTests : SandboxTest
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer two parts")]
    [InlineData("Basic YTpi")]
    [InlineData("nonsense")]
    public async Task Without_a_bearer_token_the_challenge_has_no_error_code(string? header)
    {
        using var response = await GetAsync("/banks", null, header is null ? [] : [("Authorization", header)]);

        await AssertProblemAsync(HttpStatusCode.Unauthorized, response);
        Assert.Equal("Bearer", Assert.Single(response.Headers.GetValues("WWW-Authenticate")));
    }

    [Fact]
    public async Task The_scheme_is_read_without_case()
    {
        using var response = await GetAsync("/banks", null, ("Authorization", $"bearer {await TokenAsync()}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_with_a_changed_signature_is_invalid()
    {
        var token = await TokenAsync();
        var middle = token.LastIndexOf('.') + 5;
        var forged = token[..middle] + (token[middle] == 'A' ? 'B' : 'A') + token[(middle + 1)..];

        using var response = await GetAsync("/banks", forged);

        await AssertInvalidTokenAsync(response);
    }

    [Fact]
    public async Task A_token_of_another_sandbox_is_invalid()
    {
        await using var other = await Psd2Sandbox.StartAsync(options =>
        {
            options.TimeProvider = Clock;
            options.ClientSecret = Sandbox.ClientSecret;
        });
        using var issued = await RequestTokenAsync(other, BothScopes);

        using var response = await GetAsync("/banks", (await JsonAsync(issued)).GetProperty("access_token").GetString());

        await AssertInvalidTokenAsync(response);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzY29wZSI6ImJhbmtpbmcuY2hhbm5lbC5wc2QyIn0.")]
    public async Task What_is_no_signed_jwt_is_invalid(string token)
    {
        using var response = await GetAsync("/banks", token);

        await AssertInvalidTokenAsync(response);
    }

    [Fact]
    public async Task A_token_is_valid_until_the_last_moment_and_then_expired()
    {
        var token = await TokenAsync();

        Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        using var before = await GetAsync("/banks", token);
        Clock.Advance(TimeSpan.FromTicks(1));
        using var after = await GetAsync("/banks", token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Contains("expired", await AssertInvalidTokenAsync(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_issued_within_a_second_lives_no_shorter_than_expires_in()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(900));
        var token = await TokenAsync();

        Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        using var response = await GetAsync("/banks", token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Revoked_tokens_are_invalid_and_later_ones_valid()
    {
        var revoked = await TokenAsync();
        Sandbox.RevokeTokens();
        var fresh = await TokenAsync();

        using var refused = await GetAsync("/banks", revoked);
        using var accepted = await GetAsync("/banks", fresh);

        Assert.Contains("revoked", await AssertInvalidTokenAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Theory]
    [InlineData("banking.ais.read", "/banks", "banking.channel.psd2")]
    [InlineData("banking.ais.read", "/consents", "banking.channel.psd2")]
    [InlineData("banking.channel.psd2", "/accounts", BothScopes)]
    [InlineData("banking.ais.read", "/accounts/1/transactions", BothScopes)]
    [InlineData("banking.ais.read", "/accounts/1/transactions/1", BothScopes)]
    public async Task A_token_without_the_scope_is_told_which_scopes_are_needed(string granted, string path, string needed)
    {
        using var response = await GetAsync(path, await TokenAsync(granted));

        await AssertProblemAsync(HttpStatusCode.Forbidden, response);
        var challenge = Assert.Single(response.Headers.GetValues("WWW-Authenticate"));
        Assert.Equal($"Bearer error=\"insufficient_scope\", scope=\"{needed}\"", challenge);
    }

    [Fact]
    public async Task The_channel_scope_alone_opens_banks_and_consents()
    {
        var token = await TokenAsync("banking.channel.psd2");

        using var banks = await GetAsync("/banks", token);
        using var consents = await GetAsync("/consents", token);

        Assert.Equal(HttpStatusCode.OK, banks.StatusCode);
        Assert.Equal(HttpStatusCode.OK, consents.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_not_found_with_a_token_and_unauthorized_without()
    {
        using var known = await GetAsync("/payments", await TokenAsync());
        using var unknown = await GetAsync("/payments", null);
        using var outside = await Http.GetAsync(new Uri(Sandbox.ApiBaseAddress, "/elsewhere"));

        await AssertProblemAsync(HttpStatusCode.NotFound, known);
        await AssertProblemAsync(HttpStatusCode.Unauthorized, unknown);
        await AssertProblemAsync(HttpStatusCode.NotFound, outside);
    }

    [Fact]
    public async Task A_method_the_path_does_not_have_is_a_405()
    {
        using var response = await SendAsync(HttpMethod.Delete, "/banks", await TokenAsync());

        await AssertProblemAsync(HttpStatusCode.MethodNotAllowed, response);
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    private static async Task<string> AssertInvalidTokenAsync(HttpResponseMessage response)
    {
        await AssertProblemAsync(HttpStatusCode.Unauthorized, response);
        var challenge = Assert.Single(response.Headers.GetValues("WWW-Authenticate"));
        Assert.StartsWith("Bearer error=\"invalid_token\", error_description=\"", challenge, StringComparison.Ordinal);
        return challenge;
    }
}
