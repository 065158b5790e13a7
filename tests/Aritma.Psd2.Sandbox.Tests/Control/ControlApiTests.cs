using System.Net;
using System.Text;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests.Control;

/// <summary>The control of the sandbox over HTTP, as curl sends it: a body without a content type of its own.</summary>
public class ControlApiTests : SandboxTest
{
    protected override void Configure(Psd2SandboxOptions options) => options.Clients.Add(new() { Id = "other", Secret = "o-secret" });

    [Fact]
    public async Task The_clock_is_told_and_advanced()
    {
        using var advanced = await ControlAsync(HttpMethod.Post, "/clock/advance", """{"seconds":90}""");
        using var told = await ControlAsync(HttpMethod.Get, "/clock");

        Assert.Equal("""{"now":"2026-03-17T09:31:30+00:00","aheadSeconds":90}""", await advanced.Content.ReadAsStringAsync());
        Assert.Equal(await advanced.Content.ReadAsStringAsync(), await told.Content.ReadAsStringAsync());
        Assert.Equal(TestTime.Start.AddSeconds(90), Sandbox.TimeProvider.GetUtcNow());
    }

    [Fact]
    public async Task Tokens_are_revoked()
    {
        var token = await TokenAsync();

        using var revoked = await ControlAsync(HttpMethod.Post, "/tokens/revoke");
        using var banks = await GetAsync("/banks", token);

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, banks.StatusCode);
    }

    [Fact]
    public async Task The_sandbox_is_reset()
    {
        var consent = Sandbox.AddConsent();

        using var reset = await ControlAsync(HttpMethod.Post, "/reset");

        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Throws<ArgumentException>(() => Sandbox.SetConsentStatus(consent, "revoked"));
    }

    [Fact]
    public async Task Requests_are_listed_without_secret_and_token()
    {
        var token = await TokenAsync();
        using var refused = await PostFormAsync(
            ("grant_type", "client_credentials"), ("client_id", "other"), ("client_secret", "wrong-secret"), ("scope", BothScopes));
        using var banks = await GetAsync("/banks?countryCode=NO", token, ("Consent-ID", "c-1"));

        using var tokenRequests = await ControlAsync(HttpMethod.Get, "/token-requests");
        using var apiRequests = await ControlAsync(HttpMethod.Get, "/api-requests");

        var (tokenText, apiText) = (await tokenRequests.Content.ReadAsStringAsync(), await apiRequests.Content.ReadAsStringAsync());
        Assert.Equal(
            "[" + """
            {"receivedAt":"2026-03-17T09:30:00+00:00","clientId":"sandbox-client","scope":"banking.channel.psd2 banking.ais.read",
            "grantedScope":"banking.channel.psd2 banking.ais.read","status":200},
            {"receivedAt":"2026-03-17T09:30:00+00:00","clientId":"other","scope":"banking.channel.psd2 banking.ais.read",
            "status":400,"error":"invalid_client"}
            """.ReplaceLineEndings("") + "]",
            tokenText);
        Assert.Equal(
            "[" + """
            {"receivedAt":"2026-03-17T09:30:00+00:00","method":"GET","pathAndQuery":"/api/banks?countryCode=NO","clientId":"sandbox-client",
            "scope":"banking.channel.psd2 banking.ais.read","consentId":"c-1","status":200}
            """.ReplaceLineEndings("") + "]",
            apiText);
        Assert.DoesNotContain(token, apiText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_queued_listed_and_deleted()
    {
        using var queued = await ControlAsync(HttpMethod.Post, "/faults/api", """{"statusCode":503,"retryAfter":"7","times":2}""");
        using var standing = await ControlAsync(HttpMethod.Post, "/faults/token", """{"delaySeconds":0.5,"times":0}""");
        using var list = await ControlAsync(HttpMethod.Get, "/faults");
        using var hit = await GetAsync("/banks", null);
        using var deleted = await ControlAsync(HttpMethod.Delete, "/faults/api");
        using var missed = await GetAsync("/banks", null);

        Assert.Equal(HttpStatusCode.NoContent, queued.StatusCode);
        var json = await JsonAsync(list);
        Assert.Equal(
            """[{"statusCode":503,"retryAfter":"7","drop":false,"loseAnswer":false,"cutBody":false,"delaySeconds":0,"times":2}]""",
            json.GetProperty("api").GetRawText());
        var slow = json.GetProperty("token")[0];
        Assert.Equal((0.5, 0), (slow.GetProperty("delaySeconds").GetDouble(), slow.GetProperty("times").GetInt32()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "7"), (hit.StatusCode, hit.Headers.RetryAfter?.ToString()));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, missed.StatusCode);
    }

    [Fact]
    public async Task A_fault_that_is_put_takes_the_place_of_the_others()
    {
        Sandbox.ApiFaults.Add(new() { StatusCode = 500 }, times: 9);

        using var put = await ControlAsync(
            HttpMethod.Put, "/faults/api", """{"statusCode":418,"body":"tea","headers":{"X-Pot":"1"},"times":0}""");

        for (var i = 0; i < 3; i++)
        {
            using var hit = await GetAsync("/banks", null);
            Assert.Equal((418, "tea"), ((int)hit.StatusCode, await hit.Content.ReadAsStringAsync()));
            Assert.Equal(["1"], hit.Headers.GetValues("X-Pot"));
        }
    }

    [Fact]
    public async Task Consents_are_added_listed_decided_and_revoked()
    {
        using var added = await ControlAsync(
            HttpMethod.Post, "/consents", $$"""{"bankId":"{{SandboxBanks.Approves}}","clientId":"other"}""");
        using var created = await SendAsync(HttpMethod.Post, "/consents", await TokenAsync(), """
            {"state":"s","redirectSettings":{"success":"https://a.example/yes","error":"https://a.example/no"}}
            """);
        var id = Text(await JsonAsync(created), "consentId");

        using var approved = await ControlAsync(HttpMethod.Post, $"/consents/{id}/approve?bankId={SandboxBanks.IsSlow}");
        using var again = await ControlAsync(HttpMethod.Post, $"/consents/{id}/decline");
        using var revoked = await ControlAsync(HttpMethod.Put, $"/consents/{id}/status", """{"status":"revoked"}""");
        using var list = await ControlAsync(HttpMethod.Get, "/consents");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(
            """{"status":"Authorized","redirectUrl":"https://a.example/yes?state=s"}""", await approved.Content.ReadAsStringAsync());
        var problem = await AssertProblemAsync(HttpStatusCode.BadRequest, again);
        Assert.Contains("decided", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal("Revoked", Text(await JsonAsync(revoked), "status"));
        Assert.Equal(
            [("other", SandboxBanks.Approves, "Authorized"), ("sandbox-client", SandboxBanks.IsSlow, "Revoked")],
            (await JsonAsync(list)).EnumerateArray()
                .Select(consent => (Text(consent, "clientId"), Text(consent, "bankId"), Text(consent, "status"))));
    }

    [Fact]
    public async Task Accounts_and_transactions_are_added()
    {
        using var account = await ControlAsync(HttpMethod.Post, "/accounts", """{"name":"Felles","balance":10.50}""");
        var id = Text(await JsonAsync(account), "accountId");
        using var transaction = await ControlAsync(HttpMethod.Post, $"/accounts/{id}/transactions", """{"amount":-0.50,"id":"t-1"}""");
        using var list = await ControlAsync(HttpMethod.Get, "/accounts");
        using var balances = await GetAsync($"/accounts/{id}/balances", await TokenAsync(), ("Consent-ID", Sandbox.AddConsent()));

        Assert.Equal(HttpStatusCode.Created, account.StatusCode);
        Assert.Equal("""{"transactionId":"t-1"}""", await transaction.Content.ReadAsStringAsync());
        Assert.Contains(id, (await JsonAsync(list)).EnumerateArray().Select(item => Text(item, "accountId")));
        Assert.Equal(
            "10.00", Text((await JsonAsync(balances)).GetProperty("balances")[0].GetProperty("balanceAmount"), "amount"));
    }

    [Theory]
    [InlineData("POST", "/clock/advance", "", """{"seconds":3600}""")]
    [InlineData("POST", "/clock/advance", "{}", """{"seconds":3600}""")]
    [InlineData("POST", "/clock/advance", """{"seconds":"x"}""", "at $.seconds")]
    [InlineData("POST", "/clock/advance", """{"seconds":-1}""", "ahead only")]
    [InlineData("POST", "/clock/advance", """{"seconds":1e300}""", "at most 3650 days")]
    [InlineData("POST", "/clock/advance", """{"minutes":1}""", """{"seconds":3600}""")]
    [InlineData("POST", "/clock/advance", "null", """{"seconds":3600}""")]
    [InlineData("POST", "/faults/api", """{"status":500}""", "at $.status")]
    [InlineData("POST", "/faults/api", """{"statusCode":99}""", "200 to 599")]
    [InlineData("POST", "/faults/api", """{"statusCode":600}""", "200 to 599")]
    [InlineData("POST", "/faults/api", """{"statusCode":500,"times":-1}""", "times")]
    [InlineData("POST", "/faults/api", """{"delaySeconds":-1}""", "delaySeconds")]
    [InlineData("POST", "/faults/api", """{"delaySeconds":1e300}""", "delaySeconds")]
    [InlineData("POST", "/faults/api", """{"statusCode":500,"headers":{"a b":"c"}}""", "header")]
    [InlineData("POST", "/faults/api", """{"statusCode":500,"headers":{"content-length":"5"}}""", "header")]
    [InlineData("POST", "/faults/api", """{"headers":{}}""", "Nothing would go wrong")]
    [InlineData("POST", "/faults/api", """{"statusCode":204,"body":"x"}""", "no body")]
    [InlineData("POST", "/faults/api", """{"statusCode":500,"headers":{"a":"c\nd"}}""", "header")]
    [InlineData("POST", "/faults/api", """{"statusCode":500,"retryAfter":"1\r\n2"}""", "retryAfter")]
    [InlineData("POST", "/faults/api", """{"statusCode":500,"contentType":"a\nb"}""", "contentType")]
    [InlineData("PUT", "/faults/api", "{}", "Nothing would go wrong")]
    [InlineData("POST", "/consents", """{"bankId":"x"}""", "'x' is not the id of a bank")]
    [InlineData("POST", "/consents", """{"clientId":"x"}""", "no client 'x'")]
    [InlineData("POST", "/consents/x/approve", "", "no consent 'x'")]
    [InlineData("PUT", "/consents/x/status", """{"status":"revoked"}""", "no consent 'x'")]
    [InlineData("PUT", "/consents/x/status", """{"status":"paused"}""", "AwaitingApproval")]
    [InlineData("POST", "/accounts", """{"currency":"kr"}""", "'kr'")]
    [InlineData("POST", "/accounts", """{"name":null}""", "name")]
    [InlineData("POST", "/accounts", """{"balance":0.001}""", "two decimals")]
    [InlineData("POST", "/accounts/x/transactions", """{"amount":1}""", "no account 'x'")]
    [InlineData("POST", "/accounts/x/transactions", """{"status":"booked"}""", """{"amount":-129.50""")]
    public async Task What_can_not_be_is_refused_with_what_is_expected(string method, string path, string body, string expected)
    {
        using var response = await ControlAsync(new HttpMethod(method), path, body);

        var problem = await AssertProblemAsync(HttpStatusCode.BadRequest, response);
        Assert.Contains(expected, Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_and_secrets_that_a_caller_put_into_a_query_are_hidden()
    {
        var token = await TokenAsync();
        using var call = await GetAsync($"/banks?authorization=Bearer%20{token}&secret={Sandbox.ClientSecret}", token);

        using var list = await ControlAsync(HttpMethod.Get, "/api-requests");
        using var page = await Http.GetAsync(Sandbox.Address);

        foreach (var text in new[]
        {
            await list.Content.ReadAsStringAsync(), Sandbox.ApiRequests[^1].ToString(),
        })
        {
            Assert.Contains("/api/banks?authorization=Bearer%20•••", text, StringComparison.Ordinal);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Sandbox.ClientSecret, await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "cors", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "cors", HttpStatusCode.OK)]
    [InlineData("none", "navigate", HttpStatusCode.OK)]
    [InlineData("cross-site", "navigate", HttpStatusCode.OK)]
    public async Task Scripts_and_pictures_of_other_pages_read_nothing(string site, string mode, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Sandbox.Address, "/sandbox/token-requests"));
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", mode);

        using var response = await Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task There_are_faults_of_two_endpoints_only(string method)
    {
        using var response = await ControlAsync(new HttpMethod(method), "/faults/accounts", """{"statusCode":500}""");

        var problem = await AssertProblemAsync(HttpStatusCode.NotFound, response);
        Assert.Contains("faults/token", Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData(null, "evil.example")]
    [InlineData("http://evil.example", "evil.example")]
    public async Task Pages_of_others_can_not_control_the_sandbox(string? origin, string? host)
    {
        var token = await TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Sandbox.Address, "/sandbox/tokens/revoke"));
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await Http.SendAsync(request);
        using var banks = await GetAsync("/banks", token);

        await AssertProblemAsync(HttpStatusCode.Forbidden, response);
        Assert.Equal(HttpStatusCode.OK, banks.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task Pages_of_its_own_can(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Sandbox.Address, "/sandbox/tokens/revoke"));
        request.Headers.Host = $"{host}:{Sandbox.Address.Port}";
        request.Headers.Add("Origin", $"http://{host}:{Sandbox.Address.Port}");

        using var response = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<HttpResponseMessage> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Sandbox.Address, "/sandbox" + path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await Http.SendAsync(request);
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
