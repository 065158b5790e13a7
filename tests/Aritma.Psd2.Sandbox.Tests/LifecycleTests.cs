using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests;

public sealed class LifecycleTests : SandboxTest
{
    [Fact]
    public void The_sandbox_works_without_reflection_in_json() => Assert.False(JsonSerializer.IsReflectionEnabledByDefault);

    [Fact]
    public void The_addresses_are_on_loopback()
    {
        Assert.Equal("127.0.0.1", Sandbox.TokenEndpoint.Host);
        Assert.Equal("/connect/token", Sandbox.TokenEndpoint.PathAndQuery);
        Assert.Equal("/api", Sandbox.ApiBaseAddress.PathAndQuery);
        Assert.Equal(Sandbox.TokenEndpoint.Port, Sandbox.ApiBaseAddress.Port);
    }

    [Fact]
    public async Task Each_sandbox_has_a_port_and_a_secret_of_its_own()
    {
        await using var other = await Psd2Sandbox.StartAsync();

        Assert.NotEqual(Sandbox.TokenEndpoint, other.TokenEndpoint);
        Assert.NotEqual(Sandbox.ClientSecret, other.ClientSecret);
        Assert.Equal("sandbox-client", other.ClientId);
    }

    [Fact]
    public async Task A_port_can_be_chosen_and_a_taken_one_is_refused()
    {
        var port = Sandbox.TokenEndpoint.Port;
        await Assert.ThrowsAsync<IOException>(() => Psd2Sandbox.StartAsync(options => options.Port = port));

        await Sandbox.DisposeAsync();
        await using var successor = await Psd2Sandbox.StartAsync(options => options.Port = port);
        Assert.Equal(port, successor.TokenEndpoint.Port);
    }

    [Fact]
    public async Task Disposing_ends_requests_that_a_gate_holds()
    {
        var sandbox = await Psd2Sandbox.StartAsync();
        sandbox.ApiFaults.Add(new() { Until = new TaskCompletionSource().Task }, int.MaxValue);
        var held = Enumerable.Range(0, 5).Select(_ => Http.GetAsync(sandbox.ApiBaseAddress + "/banks")).ToList();
        while (sandbox.ApiRequests.Count < 5)
        {
            await Task.Yield();
        }

        await sandbox.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        foreach (var request in held)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => request);
        }

        Assert.All(sandbox.ApiRequests, request => Assert.Null(request.StatusCode));
    }

    [Fact]
    public async Task Disposing_twice_is_harmless_and_the_log_stays()
    {
        using var response = await RequestTokenAsync();

        await Sandbox.DisposeAsync();
        await Sandbox.DisposeAsync();

        Assert.Single(Sandbox.TokenRequests);
        await Assert.ThrowsAsync<HttpRequestException>(() => RequestTokenAsync());
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_caller_that_never_finishes()
    {
        var sandbox = await Psd2Sandbox.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, sandbox.TokenEndpoint.Port);
        await socket.SendAsync(
            "POST /connect/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"u8.ToArray());
        // "100 Continue" says that the sandbox has begun to wait for the body.
        Assert.NotEqual(0, await socket.ReceiveAsync(new byte[100]));

        await sandbox.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Nothing_is_written_to_the_console()
    {
        var (console, written) = (Console.Out, new StringWriter());
        Console.SetOut(written);
        try
        {
            await using var sandbox = await Psd2Sandbox.StartAsync();
            sandbox.ApiFaults.Add(new() { Drop = true }, int.MaxValue);
            await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync(sandbox.ApiBaseAddress + "/banks"));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Empty(written.ToString());
    }

    [Fact]
    public async Task Options_that_can_not_work_are_refused()
    {
        await AssertRefusedAsync<ArgumentOutOfRangeException>(options => options.TokenLifetime = TimeSpan.Zero);
        await AssertRefusedAsync<ArgumentOutOfRangeException>(options => options.TokenLifetime = TimeSpan.MaxValue);
        await AssertRefusedAsync<ArgumentException>(options => options.Clients.Add(new SandboxClient { Id = "other", Secret = "" }));
        await AssertRefusedAsync<ArgumentOutOfRangeException>(options => options.TransactionPageSize = 0);
        await AssertRefusedAsync<ArgumentOutOfRangeException>(options => options.BookedTransactions = -1);
        await AssertRefusedAsync<ArgumentOutOfRangeException>(options => options.BookedTransactions = 100_001);
        await AssertRefusedAsync<ArgumentException>(options => options.ClientSecret = "");
        await AssertRefusedAsync<ArgumentException>(options => options.Clients.Add(new() { Id = options.ClientId, Secret = "s" }));

        static Task AssertRefusedAsync<T>(Action<Psd2SandboxOptions> configure)
            where T : Exception => Assert.ThrowsAsync<T>(() => Psd2Sandbox.StartAsync(configure));
    }

    [Fact]
    public async Task Token_requests_are_recorded_as_they_arrived()
    {
        const string Body = "scope=banking.channel.psd2%20banking.ais.read&grant_type=client_credentials&empty=&client_id=x+y";
        using var content = new StringContent(Body);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var response = await Http.PostAsync(Sandbox.TokenEndpoint, content);
        using var issued = await RequestTokenAsync();

        var requests = Sandbox.TokenRequests;
        Assert.Equal(Body, requests[0].Body);
        Assert.Equal("application/x-www-form-urlencoded", requests[0].ContentType);
        Assert.Equal(["scope", "grant_type", "empty", "client_id"], requests[0].Form.Select(field => field.Key));
        Assert.Equal(BothScopes, requests[0].Scope);
        Assert.Equal("x y", requests[0].ClientId);
        Assert.Null(requests[0].Authorization);
        Assert.Equal(400, requests[0].StatusCode);
        Assert.Equal(200, requests[1].StatusCode);
        Assert.Equal((await JsonAsync(issued)).GetProperty("access_token").GetString(), requests[1].IssuedAccessToken);
    }

    [Fact]
    public async Task Api_requests_are_recorded_as_they_arrived()
    {
        using var refused = await GetAsync("/accounts?search=a%20b", null, ("PSU-IP-Address", "192.0.2.1"));
        using var accepted = await GetAsync("/banks", null, ("Authorization", $"bEaReR {await TokenAsync()}"));

        var requests = Sandbox.ApiRequests;
        Assert.Equal("GET", requests[0].Method);
        Assert.Equal("/api/accounts?search=a%20b", requests[0].PathAndQuery);
        Assert.Null(requests[0].Authorization);
        Assert.Equal("192.0.2.1", requests[0].Headers["psu-ip-address"]);
        Assert.Equal(401, requests[0].StatusCode);
        Assert.StartsWith("bEaReR ey", requests[1].Authorization, StringComparison.Ordinal);
        Assert.Equal(200, requests[1].StatusCode);
    }

    [Fact]
    public async Task The_list_of_requests_is_a_snapshot()
    {
        var before = Sandbox.ApiRequests;
        using var response = await GetAsync("/banks", null);

        Assert.Empty(before);
        Assert.Single(Sandbox.ApiRequests);
    }

    [Fact]
    public async Task No_text_form_shows_a_secret_or_token()
    {
        var token = await TokenAsync();
        using var basic = new HttpRequestMessage(HttpMethod.Post, Sandbox.TokenEndpoint) { Content = Form() };
        basic.Headers.Authorization = new("Basic", Convert.ToBase64String("id:hidden"u8));
        using var refused = await Http.SendAsync(basic);
        using var response = await GetAsync("/banks", token);
        object[] all = [.. Sandbox.TokenRequests, .. Sandbox.ApiRequests, new SandboxClient { Id = "c", Secret = "hidden" }, Sandbox];

        Assert.All(all, item =>
        {
            Assert.DoesNotContain(Sandbox.ClientSecret, item.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(token, item.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", item.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String("id:hidden"u8), item.ToString(), StringComparison.Ordinal);
        });
        Assert.Equal($"POST /connect/token by '{Sandbox.ClientId}' for '{BothScopes}': 200", Sandbox.TokenRequests[0].ToString());
        Assert.Equal("GET /api/banks: 200", Sandbox.ApiRequests[0].ToString());
    }

    [Fact]
    public async Task Many_token_requests_at_once_each_get_a_token()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TokenAsync()));

        Assert.Equal(100, tokens.Distinct().Count());
        Assert.Equal(tokens.Order(), Sandbox.TokenRequests.Select(request => request.IssuedAccessToken!).Order());
    }
}
