using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aritma.Psd2.Sandbox;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Answers;

/// <summary>Calls the operations of a document in a sandbox, and compares what they answer with it.</summary>
internal sealed class Calls(Psd2Sandbox sandbox, OpenApiDocument document, bool isClosed = true) : IDisposable
{
    /// <summary>A refusal isn't always a repeated one, and 403 not always about the token.</summary>
    private static readonly string[] NotAlways = ["Idempotent-Replayed", "WWW-Authenticate"];

    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Address };
    private readonly HashSet<string> _called = [];
    private string? _token;

    /// <summary>The operations that were called.</summary>
    public IEnumerable<string> Called => _called;

    /// <summary>The fields of a token request.</summary>
    public Dictionary<string, string> Credentials { get; } = new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = sandbox.ClientId,
        ["client_secret"] = sandbox.ClientSecret,
        ["scope"] = "banking.channel.psd2 banking.ais.read",
    };

    /// <summary>All headers that an answer may have, but for those that HTTP brings.</summary>
    private IEnumerable<string> Headers => document.Components!.Headers?.Keys ?? [];

    /// <summary>From now on calls of the API carry a token.</summary>
    public async Task AuthorizeAsync()
    {
        var token = await SendAsync("requestToken", 200, "/connect/token", Form(Credentials));
        _token = token!.Value.GetProperty("access_token").GetString();
    }

    /// <summary>From now on they carry none.</summary>
    public void Forget() => _token = null;

    public static FormUrlEncodedContent Form(Dictionary<string, string> fields) => new(fields);

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <returns>The body, or null where there is none.</returns>
    public async Task<JsonElement?> SendAsync(
        string id, int status, string address, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        var (route, operation) = document.Operations().Single(operation => operation.Operation.OperationId == id);
        var (method, template) = (route.Split(' ')[0], route.Split(' ')[1]);
        Assert.Matches($"^{Regex.Replace(template, @"\{\w+\}", "[^/]+")}$", address.Split('?')[0]);
        using var request = new HttpRequestMessage(new(method), address) { Content = body };
        if (_token is not null && address.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new("Bearer", _token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _client.SendAsync(request);

        _called.Add(id);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{id}: {(int)answer.StatusCode} {text}");
        var response = operation.Responses![$"{status}"];
        Assert.Equal(
            Headers.Where(answer.Headers.Contains).Order(StringComparer.Ordinal),
            (response.Headers?.Keys ?? [])
                .Where(name => !NotAlways.Contains(name) || answer.Headers.Contains(name))
                .Order(StringComparer.Ordinal));
        if (response.Content is not { Count: > 0 } content)
        {
            Assert.Empty(text);
            return null;
        }

        var type = answer.Content.Headers.ContentType!.MediaType!;
        using var json = JsonDocument.Parse(text);
        Assert.Empty(new Schema(isClosed).Faults(json.RootElement, content[type].Schema!).Select(fault => $"{id} {status}: {fault}"));
        return json.RootElement.Clone();
    }

    public void Dispose() => _client.Dispose();
}
