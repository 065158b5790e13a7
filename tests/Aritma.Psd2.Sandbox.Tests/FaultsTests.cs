using System.Net;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class FaultsTests : SandboxTest
{
    [Fact]
    public async Task A_fault_answers_in_place_of_the_token_endpoint()
    {
        Sandbox.TokenEndpointFaults.Add(new()
        {
            StatusCode = 503,
            RetryAfter = "7",
            ContentType = "text/html",
            Body = "<h1>ærlig talt</h1>",
            Headers = new Dictionary<string, string> { ["X-Node"] = "b" },
        });

        using var response = await RequestTokenAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("b", Assert.Single(response.Headers.GetValues("X-Node")));
        Assert.Equal("<h1>ærlig talt</h1>"u8.ToArray(), await response.Content.ReadAsByteArrayAsync());
        var request = Assert.Single(Sandbox.TokenRequests);
        Assert.Equal(503, request.StatusCode);
        Assert.Null(request.IssuedAccessToken);
    }

    [Fact]
    public async Task A_status_alone_has_an_empty_body()
    {
        Sandbox.ApiFaults.Add(new() { StatusCode = 429, RetryAfter = "Tue, 17 Mar 2026 10:00:00 GMT" });

        using var response = await GetAsync("/banks", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("Tue, 17 Mar 2026 10:00:00 GMT", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.Null(response.Content.Headers.ContentType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_body_alone_is_a_json_answer_with_200()
    {
        Sandbox.TokenEndpointFaults.Add(new() { Body = """{"access_token":"a\r\nb"}""" });

        using var response = await RequestTokenAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"access_token":"a\r\nb"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_empty_content_type_leaves_the_header_out()
    {
        Sandbox.TokenEndpointFaults.Add(new() { Body = "{}", ContentType = "" });

        using var response = await RequestTokenAsync();

        Assert.Null(response.Content.Headers.ContentType);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_of_a_megabyte_arrives_whole()
    {
        Sandbox.TokenEndpointFaults.Add(new() { Body = new string('x', 1 << 20) });

        using var response = await RequestTokenAsync();

        Assert.Equal(1 << 20, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Headers_alone_are_added_to_the_usual_answer()
    {
        Sandbox.ApiFaults.Add(new() { Headers = new Dictionary<string, string> { ["api-deprecated-versions"] = "1.0" } });

        using var response = await GetAsync("/banks", await TokenAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1.0", Assert.Single(response.Headers.GetValues("api-deprecated-versions")));
    }

    [Fact]
    public async Task Faults_apply_in_order_each_as_often_as_said()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 500 }, times: 2);
        Sandbox.ApiFaults.Add(new() { StatusCode = 502 });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await GetAsync("/banks", token);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([500, 500, 502, 200], statuses);
    }

    [Fact]
    public async Task A_fault_without_end_ends_when_cleared()
    {
        Sandbox.TokenEndpointFaults.Add(new() { StatusCode = 500 }, int.MaxValue);
        Sandbox.TokenEndpointFaults.Add(new() { StatusCode = 400 });

        for (var i = 0; i < 3; i++)
        {
            using var failed = await RequestTokenAsync();
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        }

        Sandbox.TokenEndpointFaults.Clear();
        using var response = await RequestTokenAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Of_many_requests_at_once_as_many_fail_as_said()
    {
        var token = await TokenAsync();
        Sandbox.ApiFaults.Add(new() { StatusCode = 500 }, times: 10);

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync("/banks", token)));

        Assert.Equal(10, responses.Count(response => response.StatusCode == HttpStatusCode.InternalServerError));
        Assert.Equal(40, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.Equal(10, Sandbox.ApiRequests.Count(request => request.StatusCode == 500));
    }

    [Fact]
    public async Task The_faults_of_one_endpoint_leave_the_other_alone()
    {
        Sandbox.ApiFaults.Add(new() { StatusCode = 500 });
        using var token = await RequestTokenAsync();
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);

        Sandbox.ApiFaults.Clear();
        Sandbox.TokenEndpointFaults.Add(new() { StatusCode = 500 });
        using var api = await GetAsync("/banks", (await JsonAsync(token)).GetProperty("access_token").GetString());
        Assert.Equal(HttpStatusCode.OK, api.StatusCode);
    }

    [Fact]
    public async Task A_dropped_request_gets_no_answer_and_is_recorded_without_status()
    {
        Sandbox.TokenEndpointFaults.Add(new() { Drop = true }, int.MaxValue);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => RequestTokenAsync());

        Assert.Null(error.StatusCode);
        Assert.NotEmpty(Sandbox.TokenRequests);
        Assert.All(Sandbox.TokenRequests, request => Assert.Null(request.StatusCode));
    }

    [Fact]
    public async Task A_dropped_connection_carries_not_one_byte()
    {
        Sandbox.ApiFaults.Add(new() { Drop = true, StatusCode = 503, Body = "never" });

        Assert.Equal(0, await CountBytesAsync("GET /api/banks HTTP/1.1\r\nHost: x\r\n\r\n"));
        Assert.Null(Assert.Single(Sandbox.ApiRequests).StatusCode);
    }

    [Fact]
    public async Task A_delay_runs_on_the_clock_and_then_the_request_is_answered_as_usual()
    {
        var clock = new ObservedClock();
        await using var sandbox = await Psd2Sandbox.StartAsync(options => options.TimeProvider = clock);
        sandbox.TokenEndpointFaults.Add(new() { Delay = TimeSpan.FromSeconds(10) });

        var pending = RequestTokenAsync(sandbox, BothScopes);
        await clock.TimerStarted;
        clock.Advance(TimeSpan.FromSeconds(9));
        using var overtaking = await RequestTokenAsync(sandbox, BothScopes);
        Assert.False(pending.IsCompleted);
        Assert.Null(sandbox.TokenRequests[0].StatusCode);

        clock.Advance(TimeSpan.FromSeconds(1));
        using var response = await pending;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(200, sandbox.TokenRequests[0].StatusCode);
    }

    [Fact]
    public async Task A_gate_holds_one_request_and_lets_others_pass()
    {
        var gate = new TaskCompletionSource();
        Sandbox.TokenEndpointFaults.Add(new() { Until = gate.Task });

        var requests = new List<Task<HttpResponseMessage>> { RequestTokenAsync(), RequestTokenAsync() };
        var passed = await Task.WhenAny(requests);
        var held = requests.Single(request => request != passed);
        using var third = await RequestTokenAsync();
        Assert.False(held.IsCompleted);

        gate.SetResult();
        using var response = await held;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, Sandbox.TokenRequests.Count(request => request.IssuedAccessToken is not null));
    }

    [Fact]
    public async Task A_gate_with_a_status_answers_with_it_once_open()
    {
        var gate = new TaskCompletionSource();
        Sandbox.ApiFaults.Add(new() { Until = gate.Task, StatusCode = 502 });
        var token = await TokenAsync();

        var requests = new List<Task<HttpResponseMessage>> { GetAsync("/banks", token), GetAsync("/banks", token) };
        var passed = await Task.WhenAny(requests);
        Assert.Equal(HttpStatusCode.OK, (await passed).StatusCode);
        gate.SetResult();

        var held = await requests.Single(request => request != passed);
        Assert.Equal(HttpStatusCode.BadGateway, held.StatusCode);
    }

    [Fact]
    public async Task A_gate_that_fails_is_open_too()
    {
        Sandbox.ApiFaults.Add(new() { Until = Task.FromException(new InvalidOperationException()) });

        using var response = await GetAsync("/banks", await TokenAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_fault_applies_at_least_once(int times) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sandbox.ApiFaults.Add(new(), times));

    [Fact]
    public void A_fault_that_can_not_be_answered_is_refused_when_it_is_added()
    {
        foreach (var fault in new SandboxFault[]
        {
            new() { StatusCode = 42 },
            new() { StatusCode = 204, Body = "x" },
            new() { RetryAfter = "1\r\n2" },
            new() { Headers = new Dictionary<string, string> { ["a b"] = "c" } },
            new() { Headers = new Dictionary<string, string> { ["Transfer-Encoding"] = "chunked" } },
            new() { Headers = null! },
            new() { Delay = TimeSpan.FromDays(60) },
        })
        {
            Assert.Throws<ArgumentException>(() => Sandbox.ApiFaults.Add(fault));
        }
    }
}
