using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Tests;

/// <summary>A sandbox per test, on a clock of its own, and a client that talks to it over loopback.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    protected const string BothScopes = "banking.channel.psd2 banking.ais.read";

    protected ObservedClock Clock { get; } = new();

    /// <summary>Follows no redirect: where the sandbox sends somebody is for the test to see.</summary>
    protected HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected Psd2Sandbox Sandbox { get; private set; } = null!;

    public async Task InitializeAsync() => Sandbox = await Psd2Sandbox.StartAsync(options =>
    {
        options.TimeProvider = Clock;
        Configure(options);
    });

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }

    protected virtual void Configure(Psd2SandboxOptions options)
    {
    }

    protected Task<HttpResponseMessage> RequestTokenAsync(string scope = BothScopes) => RequestTokenAsync(Sandbox, scope);

    protected async Task<HttpResponseMessage> RequestTokenAsync(Psd2Sandbox sandbox, string scope, string path = "/connect/token")
    {
        using var form = Form(
            ("grant_type", "client_credentials"),
            ("client_id", sandbox.ClientId),
            ("client_secret", sandbox.ClientSecret),
            ("scope", scope));
        return await Http.PostAsync(new Uri(sandbox.TokenEndpoint, path), form);
    }

    protected Task<HttpResponseMessage> PostFormAsync(params (string Key, string Value)[] fields) =>
        Http.PostAsync(Sandbox.TokenEndpoint, Form(fields));

    protected static FormUrlEncodedContent Form(params (string Key, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Key, field.Value)));

    protected async Task<string> TokenAsync(string scope = BothScopes)
    {
        using var response = await RequestTokenAsync(scope);
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Sandbox.ApiBaseAddress + path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }

    protected Task<HttpResponseMessage> GetAsync(string path, string? token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, null, headers);

    /// <summary>What another sandbox answers to an account call with a token and consent of its own.</summary>
    protected async Task<JsonElement> GetFromAsync(Psd2Sandbox sandbox, string path)
    {
        using var issued = await RequestTokenAsync(sandbox, BothScopes);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await JsonAsync(issued)).GetProperty("access_token").GetString());
        using var created = await client.PostAsync(sandbox.ApiBaseAddress + "/consents", null);
        var consent = await JsonAsync(created);
        await sandbox.ApproveConsentAsync(consent.GetProperty("consentId").GetString()!);
        client.DefaultRequestHeaders.Add("Consent-ID", consent.GetProperty("consentId").GetString());
        using var response = await client.GetAsync(sandbox.ApiBaseAddress + path);
        return await JsonAsync(response);
    }

    /// <summary>A consent that its end user has approved.</summary>
    protected async Task<string> ApprovedConsentAsync(string token, string body = """{"channelType":"psd2"}""")
    {
        using var created = await SendAsync(HttpMethod.Post, "/consents", token, body);
        var consent = await JsonAsync(created);
        var id = consent.GetProperty("consentId").GetString()!;
        await Sandbox.ApproveConsentAsync(id);
        return id;
    }

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());

    /// <summary>A problem-details answer, as <c>application/json</c>.</summary>
    protected static async Task<JsonElement> AssertProblemAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(response);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        return problem;
    }

    /// <summary>Sends a request over a connection of its own, and counts what comes back before it ends.</summary>
    protected async Task<int> CountBytesAsync(string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Sandbox.ApiBaseAddress.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        try
        {
            return await socket.ReceiveAsync(new byte[100]);
        }
        catch (SocketException)
        {
            // Reset by the sandbox: an answer of no bytes as well.
            return 0;
        }
    }
}
