using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>The fields of a token request. With a Basic header the client's id and secret aren't in the form.</summary>
[AritmaSource(Psd2Pages.Authentication, "grant_type", "client_id", "client_secret", "scope")]
internal sealed record TokenForm(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret,
    string Scope);
