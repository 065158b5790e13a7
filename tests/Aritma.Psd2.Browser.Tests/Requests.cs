using System.Net.Http.Json;
using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>What an application sends to the sandbox.</summary>
internal static class Requests
{
    public static HttpClient Http { get; } = new();

    public static async Task<string> TokenAsync(Psd2Sandbox sandbox)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", sandbox.ClientId), new("client_secret", sandbox.ClientSecret),
            new("scope", "banking.channel.psd2 banking.ais.read"),
        ]);
        using var response = await Http.PostAsync(sandbox.TokenEndpoint, form);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public static async Task<JsonElement> GetAsync(Psd2Sandbox sandbox, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, sandbox.ApiBaseAddress + path);
        request.Headers.Authorization = new("Bearer", await TokenAsync(sandbox));
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<string?> BankNameAsync(Psd2Sandbox sandbox, string id) =>
        (await GetAsync(sandbox, "/banks")).GetProperty("banks").EnumerateArray()
        .Single(bank => bank.GetProperty("id").GetString() == id).GetProperty("name").GetString();
}
