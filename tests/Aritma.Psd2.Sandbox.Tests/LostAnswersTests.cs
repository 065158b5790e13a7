using System.Net;
using System.Text;

namespace Aritma.Psd2.Sandbox.Tests;

/// <summary>
/// What is carried out although its client doesn't learn of it. With POST and a body: <c>HttpClient</c> doesn't repeat such a request by
/// itself.
/// </summary>
public sealed class LostAnswersTests : SandboxTest
{
    private const string Psd2 = """{"channelType":"psd2"}""";

    [Fact]
    public async Task A_consent_is_created_although_its_answer_is_lost()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { LoseAnswer = true });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/consents", token, Psd2));

        Assert.Null(error.StatusCode);
        Assert.Null(Assert.Single(Sandbox.ApiRequests).StatusCode);
        Assert.Equal(1, await CountConsentsAsync(token));
    }

    [Fact]
    public async Task The_same_idempotency_key_gets_the_lost_consent()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        Sandbox.ApiFaults.Add(new() { LoseAnswer = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/consents", token, Psd2, key));
        using var response = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);
        using var list = await GetAsync("/consents", token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("Idempotent-Replayed")));
        var only = Assert.Single((await JsonAsync(list)).GetProperty("consents").EnumerateArray());
        Assert.Equal(only.GetProperty("consentId").GetString(), (await JsonAsync(response)).GetProperty("consentId").GetString());
    }

    [Fact]
    public async Task Without_a_key_the_second_request_creates_a_second_consent()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { LoseAnswer = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/consents", token, Psd2));
        using var response = await SendAsync(HttpMethod.Post, "/consents", token, Psd2);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(2, await CountConsentsAsync(token));
    }

    [Fact]
    public async Task Of_two_requests_at_once_with_one_key_one_is_lost_and_one_consent_exists()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var gate = new TaskCompletionSource();
        Sandbox.ApiFaults.Add(new() { LoseAnswer = true, Until = gate.Task });
        Sandbox.ApiFaults.Add(new() { Until = gate.Task });

        var requests = Enumerable.Range(0, 2).Select(_ => SendAsync(HttpMethod.Post, "/consents", token, Psd2, key)).ToList();
        while (Sandbox.ApiRequests.Count < 2)
        {
            await Task.Yield();
        }

        gate.SetResult();
        await Assert.ThrowsAsync<HttpRequestException>(() => Task.WhenAll(requests));

        Assert.Equal(1, requests.Count(request => request.IsFaulted));
        Assert.True((await requests.Single(request => !request.IsFaulted)).IsSuccessStatusCode);
        Assert.Equal(1, await CountConsentsAsync(token));
    }

    [Fact]
    public async Task A_token_is_issued_although_its_answer_is_lost()
    {
        Sandbox.TokenEndpointFaults.Add(new() { LoseAnswer = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => RequestTokenAsync());

        var request = Assert.Single(Sandbox.TokenRequests);
        Assert.Null(request.StatusCode);
        using var response = await GetAsync("/banks", request.IssuedAccessToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Of_a_drop_and_a_lost_answer_the_drop_comes_first()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { Drop = true, LoseAnswer = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/consents", token, Psd2));

        Assert.Equal(0, await CountConsentsAsync(token));
    }

    [Theory]
    [InlineData("/api/banks")]
    [InlineData("/api/nowhere")]
    public async Task A_lost_answer_carries_not_one_byte(string path)
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { LoseAnswer = true, RetryAfter = "1" });

        Assert.Equal(0, await CountBytesAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"));
        Assert.Null(Assert.Single(Sandbox.ApiRequests).StatusCode);
    }

    private async Task<int> CountConsentsAsync(string token)
    {
        using var list = await GetAsync("/consents", token);
        return (await JsonAsync(list)).GetProperty("consents").GetArrayLength();
    }
}
