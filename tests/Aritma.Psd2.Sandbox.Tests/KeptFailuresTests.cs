using System.Net;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class KeptFailuresTests : SandboxTest
{
    private const string Psd2 = """{"channelType":"psd2"}""";

    private readonly (string, string) _key = ("Idempotency-Key", Guid.NewGuid().ToString());

    protected override void Configure(Psd2SandboxOptions options) => options.Clients.Add(new() { Id = "other", Secret = "o" });

    [Fact]
    public async Task A_failure_is_replayed_with_status_and_body_only()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new()
        {
            StatusCode = 503,
            RetryAfter = "7",
            ContentType = "text/html",
            Body = "<h1>ærlig talt</h1>",
            Headers = new Dictionary<string, string> { ["X-Node"] = "b" },
        });

        using var first = await PostAsync(token, _key);
        using var second = await PostAsync(token, _key);
        using var third = await PostAsync(token, _key);

        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(TimeSpan.FromSeconds(7), first.Headers.RetryAfter?.Delta);
        foreach (var replay in (HttpResponseMessage[])[second, third])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, replay.StatusCode);
            Assert.Equal("true", Assert.Single(replay.Headers.GetValues("Idempotent-Replayed")));
            Assert.Null(replay.Headers.RetryAfter);
            Assert.False(replay.Headers.Contains("X-Node"));
            Assert.Equal("text/html", replay.Content.Headers.ContentType?.ToString());
            Assert.Equal("<h1>ærlig talt</h1>"u8.ToArray(), await replay.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(404)]
    public async Task A_failure_without_a_body_is_replayed_without_one(int status)
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = status, RetryAfter = "7" });

        using var first = await PostAsync(token, _key);
        using var second = await PostAsync(token, _key);

        Assert.Equal(status, (int)first.StatusCode);
        Assert.Equal(status, (int)second.StatusCode);
        Assert.True(second.Headers.Contains("Idempotent-Replayed"));
        Assert.Null(second.Content.Headers.ContentType);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Another_key_gets_through_and_so_does_no_key()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });

        using var failed = await PostAsync(token, _key);
        using var other = await PostAsync(token, ("Idempotency-Key", Guid.NewGuid().ToString()));
        using var none = await PostAsync(token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
        Assert.Equal(HttpStatusCode.Created, none.StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("X-Key", "1")]
    public async Task A_failure_without_a_key_is_not_kept(string name, string value)
    {
        var token = await TokenAsync();
        var header = (name.Length > 0 ? name : "Idempotency-Key", value);
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });

        using var failed = await PostAsync(token, header);
        using var response = await PostAsync(token, header);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_body_alone_is_kept_too_and_a_201_is_replayed_as_200()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { Body = """{"consentId":1}""" });
        Sandbox.ApiFaults.Add(new() { StatusCode = 201, Body = """{"consentId":2}""" });
        var other = ("Idempotency-Key", Guid.NewGuid().ToString());

        using var first = await PostAsync(token, _key);
        using var second = await PostAsync(token, other);
        using var firstReplay = await PostAsync(token, _key);
        using var secondReplay = await PostAsync(token, other);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, firstReplay.StatusCode);
        Assert.Equal("""{"consentId":1}""", await firstReplay.Content.ReadAsStringAsync());
        Assert.Equal("application/json", firstReplay.Content.Headers.ContentType?.ToString());
        Assert.Equal(HttpStatusCode.OK, secondReplay.StatusCode);
        Assert.Equal("""{"consentId":2}""", await secondReplay.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_fault_after_the_first_answer_changes_nothing_for_the_key()
    {
        var token = await TokenAsync();
        using var first = await PostAsync(token, _key);
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });

        using var failed = await PostAsync(token, _key);
        using var replay = await PostAsync(token, _key);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.False(failed.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(HttpStatusCode.OK, replay.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await replay.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Of_two_failures_of_one_key_the_first_is_kept()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });
        Sandbox.ApiFaults.Add(new() { StatusCode = 429 });

        using var first = await PostAsync(token, _key);
        using var second = await PostAsync(token, _key);
        using var replay = await PostAsync(token, _key);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, replay.StatusCode);
    }

    [Fact]
    public async Task A_failure_belongs_to_its_client()
    {
        using var issued = await PostFormAsync(
            ("grant_type", "client_credentials"), ("client_id", "other"), ("client_secret", "o"), ("scope", BothScopes));
        var other = (await JsonAsync(issued)).GetProperty("access_token").GetString();
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });

        using var failed = await PostAsync(await TokenAsync(), _key);
        using var response = await PostAsync(other, _key);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task A_failure_of_nobody_is_not_kept(string? token)
    {
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 });

        using var failed = await PostAsync(token, _key);
        using var unauthorized = await PostAsync(token, _key);
        using var response = await PostAsync(await TokenAsync(), _key);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized.StatusCode);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task The_key_of_a_request_other_than_a_creating_post_is_ignored()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 503 }, times: 2);

        using var list = await GetAsync("/consents", token, _key);
        using var refresh = await SendAsync(HttpMethod.Put, $"/consents/{Guid.NewGuid()}/refresh", token, "{}", _key);
        using var listAgain = await GetAsync("/consents", token, _key);
        using var created = await PostAsync(token, _key);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refresh.StatusCode);
        Assert.Equal(HttpStatusCode.OK, listAgain.StatusCode);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    [Fact]
    public async Task A_dropped_request_leaves_its_key_free()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { Drop = true, StatusCode = 503 });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(token, _key));
        using var response = await PostAsync(token, _key);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.False(response.Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_failure_that_is_lost_or_cut_is_kept_whole()
    {
        var token = await TokenAsync();
        var other = ("Idempotency-Key", Guid.NewGuid().ToString());
        Sandbox.ApiFaults.Add(new() { StatusCode = 503, Body = """{"title":"lost"}""", LoseAnswer = true });
        Sandbox.ApiFaults.Add(new() { StatusCode = 502, Body = """{"title":"cut"}""", CutBody = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(token, _key));
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(token, other));
        using var lost = await PostAsync(token, _key);
        using var cut = await PostAsync(token, other);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        Assert.Equal("""{"title":"lost"}""", await lost.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadGateway, cut.StatusCode);
        Assert.Equal("""{"title":"cut"}""", await cut.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_held_failure_does_not_replace_the_consent_that_overtook_it()
    {
        var token = await TokenAsync();
        var gate = new TaskCompletionSource();
        Sandbox.ApiFaults.Add(new() { StatusCode = 503, Until = gate.Task });

        var requests = new List<Task<HttpResponseMessage>> { PostAsync(token, _key), PostAsync(token, _key) };
        using var passed = await await Task.WhenAny(requests);
        gate.SetResult();
        var responses = await Task.WhenAll(requests);
        using var replay = await PostAsync(token, _key);

        Assert.Equal(HttpStatusCode.Created, passed.StatusCode);
        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, replay.StatusCode);
    }

    [Fact]
    public async Task Of_many_requests_with_one_key_after_a_failure_all_get_it()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 500, Body = "{}" });
        using var failed = await PostAsync(token, _key);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(token, _key)));
        using var list = await GetAsync("/consents", token);

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode));
        Assert.All(responses, response => Assert.True(response.Headers.Contains("Idempotent-Replayed")));
        Assert.Equal(0, (await JsonAsync(list)).GetProperty("consents").GetArrayLength());
    }

    private Task<HttpResponseMessage> PostAsync(string? token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/consents", token, Psd2, headers);
}
