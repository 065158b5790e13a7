using System.Net;
using System.Text;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class CutBodiesTests : SandboxTest
{
    private const string Psd2 = """{"channelType":"psd2"}""";

    [Fact]
    public async Task The_body_breaks_off_after_status_and_headers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Sandbox.ApiBaseAddress + "/banks");
        request.Headers.Authorization = new("Bearer", await TokenAsync());
        using var whole = await GetAsync("/banks", await TokenAsync());
        var expected = await whole.Content.ReadAsByteArrayAsync();
        Sandbox.ApiFaults.Add(new() { CutBody = true, Headers = new Dictionary<string, string> { ["X-Node"] = "b" } });

        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("b", Assert.Single(response.Headers.GetValues("X-Node")));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected.Length, response.Content.Headers.ContentLength);
        await using var body = await response.Content.ReadAsStreamAsync();
        var received = new byte[expected.Length / 2];
        await body.ReadExactlyAsync(received);
        var error = await Assert.ThrowsAsync<HttpIOException>(async () => await body.ReadExactlyAsync(new byte[1]));

        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
        Assert.Equal(expected.Take(received.Length), received);
        Assert.All(Sandbox.ApiRequests, request => Assert.Equal(200, request.StatusCode));
    }

    [Fact]
    public async Task Who_reads_the_whole_answer_gets_none()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { CutBody = true });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync("/banks", token));
        using var next = await GetAsync("/banks", token);

        Assert.Equal(HttpRequestError.ResponseEnded, Assert.IsType<HttpIOException>(error.InnerException).HttpRequestError);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_post_is_carried_out_and_its_key_gets_the_whole_answer()
    {
        var token = await TokenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        Sandbox.ApiFaults.Add(new() { CutBody = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/consents", token, Psd2, key));
        using var second = await SendAsync(HttpMethod.Post, "/consents", token, Psd2, key);
        using var list = await GetAsync("/consents", token);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("Created", (await JsonAsync(second)).GetProperty("status").GetString());
        Assert.Equal(1, (await JsonAsync(list)).GetProperty("consents").GetArrayLength());
    }

    [Fact]
    public async Task The_token_endpoint_cuts_bodies_too()
    {
        Sandbox.TokenEndpointFaults.Add(new() { CutBody = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => RequestTokenAsync());

        var request = Assert.Single(Sandbox.TokenRequests);
        Assert.Equal(200, request.StatusCode);
        Assert.NotNull(request.IssuedAccessToken);
    }

    [Theory]
    [InlineData("<h1>Service unavailable</h1>", "<h1>Service un")]
    [InlineData("x", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public async Task The_body_of_a_fault_breaks_off_in_the_middle(string? body, string arrives)
    {
        Sandbox.ApiFaults.Add(new() { StatusCode = 503, Body = body, RetryAfter = "7", CutBody = true });
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox.ApiBaseAddress + "/consents");
        request.Content = new StringContent(Psd2);

        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var received = new MemoryStream();
        var error = await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            await stream.CopyToAsync(received);
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
        Assert.Equal(arrives, Encoding.UTF8.GetString(received.ToArray()));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    [InlineData(304)]
    public async Task A_status_that_has_no_body_arrives(int status)
    {
        Sandbox.ApiFaults.Add(new() { StatusCode = status, CutBody = true });

        using var response = await GetAsync("/banks", null);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Half_a_megabyte_leaves_before_the_cut()
    {
        Sandbox.ApiFaults.Add(new() { Body = new string('x', 1 << 20), CutBody = true });

        using var response = await Http.GetAsync(Sandbox.ApiBaseAddress + "/banks", HttpCompletionOption.ResponseHeadersRead);
        using var received = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync();
        await Assert.ThrowsAsync<HttpIOException>(() => stream.CopyToAsync(received));

        Assert.Equal(1 << 19, received.Length);
    }

    [Fact]
    public async Task Of_a_lost_answer_and_a_cut_body_the_lost_answer_comes_first()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { LoseAnswer = true, CutBody = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/consents", token, Psd2));

        Assert.Null(Assert.Single(Sandbox.ApiRequests).StatusCode);
    }

    [Fact]
    public async Task Of_many_requests_at_once_as_many_are_cut_as_said()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { CutBody = true }, times: 10);

        var isWhole = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                using var response = await GetAsync("/banks", token);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }));

        Assert.Equal(40, isWhole.Count(whole => whole));
    }
}
