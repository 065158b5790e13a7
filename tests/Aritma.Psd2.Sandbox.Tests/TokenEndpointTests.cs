using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class TokenEndpointTests : SandboxTest
{
    private const string AwkwardId = "id with:colon+plus";
    private const string AwkwardSecret = "s%cret/&=é:";

    protected override void Configure(Psd2SandboxOptions options)
    {
        options.TokenLifetime = TimeSpan.FromSeconds(90);
        options.Clients.Add(new() { Id = AwkwardId, Secret = AwkwardSecret });
        options.Clients.Add(new() { Id = "narrow", Secret = "n", AllowedScopes = ["banking.channel.psd2"] });
    }

    [Fact]
    public async Task A_token_is_issued_for_credentials_in_the_form()
    {
        using var response = await RequestTokenAsync("banking.ais.read banking.channel.psd2");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("no-cache", response.Headers.Pragma.ToString());
        var json = await JsonAsync(response);
        Assert.Equal(["access_token", "expires_in", "token_type", "scope"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Number, json.GetProperty("expires_in").ValueKind);
        Assert.Equal(90, json.GetProperty("expires_in").GetInt32());
        Assert.Equal("Bearer", json.GetProperty("token_type").GetString());
        Assert.Equal("banking.ais.read banking.channel.psd2", json.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task The_token_is_a_jwt_with_the_times_of_the_sandbox_clock()
    {
        var token = new JsonWebToken(await TokenAsync());

        Assert.Equal(Sandbox.ClientId, token.GetClaim("client_id").Value);
        Assert.Equal(BothScopes, token.GetClaim("scope").Value);
        Assert.Equal("default", token.GetClaim("tid").Value);
        Assert.NotEmpty(token.Id);
        Assert.Equal(Sandbox.TokenEndpoint.GetLeftPart(UriPartial.Authority), token.Issuer);
        Assert.NotEmpty(token.Audiences);
        Assert.Equal(TestTime.Start.UtcDateTime, token.IssuedAt);
        Assert.Equal(TestTime.Start.UtcDateTime, token.ValidFrom);
        Assert.Equal(TestTime.Start.UtcDateTime.AddSeconds(90), token.ValidTo);
    }

    [Fact]
    public async Task Each_token_is_another_one() => Assert.NotEqual(await TokenAsync(), await TokenAsync());

    [Fact]
    public async Task A_tenant_may_be_called_api()
    {
        using var response = await RequestTokenAsync(Sandbox, BothScopes, "/api/connect/token");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("api", Assert.Single(Sandbox.TokenRequests).Tenant);
        Assert.Empty(Sandbox.ApiRequests);
    }

    [Fact]
    public async Task The_tenant_of_the_path_is_in_the_token()
    {
        using var response = await RequestTokenAsync(Sandbox, BothScopes, "/tenant-a/connect/token");

        var token = new JsonWebToken((await JsonAsync(response)).GetProperty("access_token").GetString());
        Assert.Equal("tenant-a", token.GetClaim("tid").Value);
        Assert.EndsWith("/tenant-a", token.Issuer, StringComparison.Ordinal);
        Assert.Equal("tenant-a", Assert.Single(Sandbox.TokenRequests).Tenant);
        using var banks = await GetAsync("/banks", token.EncodedToken);
        Assert.Equal(HttpStatusCode.OK, banks.StatusCode);
    }

    [Fact]
    public async Task A_basic_header_holds_id_and_secret_form_encoded()
    {
        using var response = await PostWithHeaderAsync(Basic(AwkwardId, AwkwardSecret), Grant());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(AwkwardId, Assert.Single(Sandbox.TokenRequests).ClientId);
    }

    [Fact]
    public async Task A_basic_header_without_the_form_encoding_is_refused()
    {
        var raw = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AwkwardId}:{AwkwardSecret}"));
        using var response = await PostWithHeaderAsync(new("Basic", raw), Grant());

        await AssertErrorAsync("invalid_client", HttpStatusCode.Unauthorized, response);
    }

    [Theory]
    [InlineData("Basic", "not base64!")]
    [InlineData("Basic", "bm8gY29sb24=")]
    [InlineData("Basic", null)]
    [InlineData("Bearer", "abc")]
    public async Task An_unusable_authorization_header_is_challenged(string scheme, string? parameter)
    {
        using var response = await PostWithHeaderAsync(new(scheme, parameter), Grant());

        await AssertErrorAsync("invalid_client", HttpStatusCode.Unauthorized, response);
        Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_wrong_secret_in_the_header_is_challenged()
    {
        using var response = await PostWithHeaderAsync(Basic(Sandbox.ClientId, "wrong"), Grant());

        await AssertErrorAsync("invalid_client", HttpStatusCode.Unauthorized, response);
        Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_wrong_secret_in_the_form_is_a_400()
    {
        using var response = await PostFormAsync([.. Grant(), ("client_id", Sandbox.ClientId), ("client_secret", "wrong")]);

        await AssertErrorAsync("invalid_client", HttpStatusCode.BadRequest, response);
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task An_unknown_client_is_refused()
    {
        using var response = await PostFormAsync([.. Grant(), ("client_id", "nobody"), ("client_secret", Sandbox.ClientSecret)]);

        await AssertErrorAsync("invalid_client", HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task A_client_without_credentials_is_refused()
    {
        using var response = await PostFormAsync(Grant());

        await AssertErrorAsync("invalid_client", HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task Credentials_in_header_and_form_at_once_are_an_invalid_request()
    {
        using var response = await PostWithHeaderAsync(
            Basic(Sandbox.ClientId, Sandbox.ClientSecret),
            [.. Grant(), ("client_id", Sandbox.ClientId), ("client_secret", Sandbox.ClientSecret)]);

        await AssertErrorAsync("invalid_request", HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task A_client_id_in_the_form_that_contradicts_the_header_is_an_invalid_request()
    {
        using var response = await PostWithHeaderAsync(
            Basic(Sandbox.ClientId, Sandbox.ClientSecret), [.. Grant(), ("client_id", "narrow")]);

        await AssertErrorAsync("invalid_request", HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task A_parameter_given_twice_is_an_invalid_request()
    {
        using var response = await PostFormAsync([.. Credentials(), .. Grant(), ("scope", "banking.ais.read")]);

        await AssertErrorAsync("invalid_request", HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_grant_type_that_is_missing_or_empty_is_an_invalid_request(string? grantType)
    {
        (string, string)[] grant = grantType is null ? [] : [("grant_type", grantType)];
        using var response = await PostFormAsync([.. Credentials(), .. grant, ("scope", BothScopes)]);

        await AssertErrorAsync("invalid_request", HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_an_invalid_request()
    {
        using var json = new StringContent("{\"grant_type\":\"client_credentials\"}", Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(Sandbox.TokenEndpoint, json);

        await AssertErrorAsync("invalid_request", HttpStatusCode.BadRequest, response);
        var request = Assert.Single(Sandbox.TokenRequests);
        Assert.Empty(request.Form);
        Assert.Equal("{\"grant_type\":\"client_credentials\"}", request.Body);
    }

    [Fact]
    public async Task Another_grant_type_is_unsupported()
    {
        using var response = await PostFormAsync([.. Credentials(), ("grant_type", "password"), ("scope", BothScopes)]);

        await AssertErrorAsync("unsupported_grant_type", HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("banking.ais.raed")]
    [InlineData("banking.channel.psd2 openid")]
    [InlineData("banking.channel.psd2  banking.ais.read")]
    [InlineData("BANKING.AIS.READ")]
    [InlineData("")]
    public async Task An_unknown_malformed_or_missing_scope_is_invalid(string scope)
    {
        using var response = await RequestTokenAsync(scope);

        await AssertErrorAsync("invalid_scope", HttpStatusCode.BadRequest, response);
        Assert.Null(Assert.Single(Sandbox.TokenRequests).IssuedAccessToken);
    }

    [Fact]
    public async Task A_scope_the_client_is_not_allowed_is_invalid()
    {
        using var response = await PostFormAsync([.. Grant(), ("client_id", "narrow"), ("client_secret", "n")]);

        await AssertErrorAsync("invalid_scope", HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task The_token_endpoint_answers_405_to_get()
    {
        using var response = await Http.GetAsync(Sandbox.TokenEndpoint);

        await AssertProblemAsync(HttpStatusCode.MethodNotAllowed, response);
        Assert.Empty(Sandbox.TokenRequests);
    }

    private (string Key, string Value)[] Credentials() => [("client_id", Sandbox.ClientId), ("client_secret", Sandbox.ClientSecret)];

    private static (string Key, string Value)[] Grant() => [("grant_type", "client_credentials"), ("scope", BothScopes)];

    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}")));

    private async Task<HttpResponseMessage> PostWithHeaderAsync(AuthenticationHeaderValue header, (string Key, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox.TokenEndpoint) { Content = Form(fields) };
        request.Headers.Authorization = header;
        return await Http.SendAsync(request);
    }

    private static async Task AssertErrorAsync(string error, HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var json = await JsonAsync(response);
        Assert.Equal(error, json.GetProperty("error").GetString());
        Assert.False(string.IsNullOrEmpty(json.GetProperty("error_description").GetString()));
    }
}
