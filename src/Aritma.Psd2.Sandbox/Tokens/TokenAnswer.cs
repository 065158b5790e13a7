using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>A token as it is given out (RFC 6749 §5.1). A class, not a record: nothing must print the token.</summary>
[AritmaSource(Psd2Pages.Authentication, "access_token", "expires_in", "token_type", "scope")]
internal sealed class TokenAnswer(string accessToken, long expiresIn, string scope)
{
    [JsonPropertyName("access_token")]
    public string AccessToken => accessToken;

    [JsonPropertyName("expires_in")]
    public long ExpiresIn => expiresIn;

    [JsonPropertyName("token_type")]
    public string TokenType { get; } = "Bearer";

    public string Scope => scope;
}
