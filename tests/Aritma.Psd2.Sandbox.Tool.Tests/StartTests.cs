using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>What the tool prints, and what its options do.</summary>
[Collection(nameof(RunningTool))]
public sealed class StartTests(RunningTool running) : IDisposable
{
    private readonly ToolProcess _tool = running.Process;
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public void Prints_addresses_credentials_and_commands()
    {
        var root = _tool.Page;

        Assert.Equal(("http", "127.0.0.1", "/"), (root.Scheme, root.Host, root.PathAndQuery));
        Assert.NotInRange(root.Port, 0, 1023);
        Assert.Equal(
            [
                "Aritma's PSD2 sandbox is running.",
                "",
                $"  Page            {root}",
                $"  API reference   {root}scalar",
                $"  Token endpoint  {root}connect/token",
                $"  API             {root}api",
                $"  Client id       {new Psd2SandboxOptions().ClientId}",
                "  Client secret   …",
                "",
                "Obtain a token:",
                "",
                $"  curl -i -X POST {root}connect/token -H \"Content-Type: application/x-www-form-urlencoded\" "
                    + "-d grant_type=client_credentials -d client_id=sandbox-client -d client_secret=… "
                    + "-d scope=banking.channel.psd2%20banking.ais.read",
                "",
                "List the banks:",
                "",
                $"  TOKEN=$(curl -s -X POST {root}connect/token -H \"Content-Type: application/x-www-form-urlencoded\" "
                    + "-d grant_type=client_credentials -d client_id=sandbox-client -d client_secret=… "
                    + "-d scope=banking.channel.psd2%20banking.ais.read | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
                $"  curl -i {root}api/banks -H \"Authorization: Bearer $TOKEN\"",
                "",
                "Create a consent with that token, and open its redirectUrl in a browser:",
                "",
                $"  curl -i -X POST {root}api/consents -H \"Authorization: Bearer $TOKEN\"",
                "",
                "Press Ctrl+C to stop.",
            ],
            _tool.Output.Select(line => line.Replace(_tool.ClientSecret, "…", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_start_has_a_secret_of_its_own()
    {
        using var other = await ToolProcess.StartAsync();

        Assert.Equal(32, other.ClientSecret.Length);
        Assert.False(other.ClientSecret == _tool.ClientSecret, "Both have the same secret.");
    }

    [Fact]
    public async Task Takes_the_credentials_and_the_lifetime_that_are_given()
    {
        using var tool = await ToolProcess.StartAsync("--client-id", "erp", "--client-secret", "for-this-test", "--token-lifetime", "42");

        var answer = await RequestTokenAsync(tool.TokenEndpoint, "erp", "for-this-test");

        Assert.Equal(42, answer.GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public async Task Takes_the_port_that_is_given()
    {
        var port = FreePort();

        using var tool = await ToolProcess.StartAsync("--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(new Uri($"http://127.0.0.1:{port}/"), tool.Page);
    }

    [Fact]
    public async Task Takes_the_seed_that_is_given_and_without_one_the_librarys()
    {
        using var seeded = await ToolProcess.StartAsync("--seed", "-7");
        await using var likeSeeded = await Psd2Sandbox.StartAsync(options => options.Seed = -7);
        await using var likeDefault = await Psd2Sandbox.StartAsync();

        Assert.Equal(await ReadIbansAsync(likeSeeded), await ReadIbansAsync(seeded));
        Assert.Equal(await ReadIbansAsync(likeDefault), await ReadIbansAsync(_tool));
        Assert.NotEqual(await ReadIbansAsync(seeded), await ReadIbansAsync(_tool));
    }

    [Fact]
    public async Task The_help_lists_the_options_with_the_librarys_defaults_and_no_secret()
    {
        var run = await ToolProcess.RunAsync("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("aritma-psd2-sandbox [options]", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"--port <number> .*\[default: 7432\]", run.Output);
        Assert.Matches(@"--seed <number> .*\[default: 1\]", run.Output);
        Assert.Matches(@"--client-id <text> .*\[default: sandbox-client\]", run.Output);
        Assert.Matches(@"--client-secret <text> .*By default a random one\.\s*\n", run.Output);
        Assert.Matches(@"--token-lifetime <number> .*\[default: 3600\]", run.Output);
        Assert.Matches(@"(?s)--unattended-requests <number> .*\[default: 100\]", run.Output);
    }

    [Theory]
    [InlineData("1", HttpStatusCode.TooManyRequests)]
    [InlineData("0", HttpStatusCode.OK)]
    public async Task Takes_the_limit_of_calls_without_a_user(string limit, HttpStatusCode second)
    {
        using var tool = await ToolProcess.StartAsync("--unattended-requests", limit);
        var token = (await RequestTokenAsync(tool.TokenEndpoint, tool.ClientId, tool.ClientSecret)).GetProperty("access_token").GetString();
        using var added = await _http.PostAsync(new Uri(tool.Page, "sandbox/consents"), new StringContent("{}"));
        var consent = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("consentId").GetString();

        foreach (var status in new[] { HttpStatusCode.OK, second })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, tool.ApiBaseAddress + "/accounts");
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Add("Consent-ID", consent);
            using var response = await _http.SendAsync(request);
            Assert.Equal(status, response.StatusCode);
        }
    }

    [Fact]
    public async Task Has_its_page_and_the_api_reference_where_it_says()
    {
        using var page = await _http.GetAsync(_tool.Page);
        using var reference = await _http.GetAsync(new Uri(_tool.Page, "scalar"));
        var text = await reference.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, reference.StatusCode));
        Assert.Contains("openapi/psd2.json", text, StringComparison.Ordinal);
        Assert.Contains("openapi/sandbox.json", text, StringComparison.Ordinal);
        // What it loads is its own.
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_package()
    {
        var run = await ToolProcess.RunAsync("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith(typeof(Psd2Sandbox).Assembly.GetName().Version!.ToString(3), run.Output, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<string[]> ReadIbansAsync(ToolProcess tool) =>
        ReadIbansAsync(tool.TokenEndpoint, tool.ApiBaseAddress, tool.ClientId, tool.ClientSecret);

    private Task<string[]> ReadIbansAsync(Psd2Sandbox sandbox) =>
        ReadIbansAsync(sandbox.TokenEndpoint, sandbox.ApiBaseAddress.ToString(), sandbox.ClientId, sandbox.ClientSecret);

    private async Task<string[]> ReadIbansAsync(Uri tokenEndpoint, string api, string clientId, string clientSecret)
    {
        var token = (await RequestTokenAsync(tokenEndpoint, clientId, clientSecret)).GetProperty("access_token").GetString();
        var consent = await SendAsync(new(HttpMethod.Post, $"{api}/consents"), token);
        using var answer = new FormUrlEncodedContent([KeyValuePair.Create("answer", "approve")]);
        using var approved = await _http.PostAsync(consent.GetProperty("redirectUrl").GetString(), answer);
        var accounts = await SendAsync(
            new(HttpMethod.Get, $"{api}/accounts") { Headers = { { "Consent-ID", consent.GetProperty("consentId").GetString() } } }, token);
        return [.. accounts.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("iban").GetString()!)];
    }

    private async Task<JsonElement> RequestTokenAsync(Uri tokenEndpoint, string clientId, string clientSecret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = clientSecret,
            ["scope"] = "banking.channel.psd2 banking.ais.read",
        });
        using var response = await _http.PostAsync(tokenEndpoint, form);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, string? token)
    {
        using var sent = request;
        sent.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(sent);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
