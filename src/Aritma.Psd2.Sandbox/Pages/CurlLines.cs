namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>
/// Commands to begin with. All that comes from the sandbox is percent-encoded, which leaves nothing for a shell to take otherwise.
/// </summary>
internal sealed class CurlLines(string tokenEndpoint, string apiBaseAddress, SandboxClient client)
{
    public string Token { get; } =
        $"TOKEN=$(curl -s {tokenEndpoint} -d grant_type=client_credentials -d client_id={Uri.EscapeDataString(client.Id)}"
        + $" -d client_secret={Uri.EscapeDataString(client.Secret)}"
        + $" -d scope={string.Join('+', client.AllowedScopes.Select(Uri.EscapeDataString))}"
        + """ | sed 's/.*"access_token":"\([^"]*\)".*/\1/')""";

    public string Banks { get; } = $"curl {apiBaseAddress}/banks -H \"Authorization: Bearer $TOKEN\"";

    public string Consent { get; } = $"curl -X POST {apiBaseAddress}/consents -H \"Authorization: Bearer $TOKEN\"";
}
