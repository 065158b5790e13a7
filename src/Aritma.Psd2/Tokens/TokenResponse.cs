using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Tokens;

/// <summary>A successful answer of the token endpoint, RFC 6749 §5.1.</summary>
internal sealed class TokenResponse
{
    private const string CheckTheAddress = "Check that the address is the token endpoint's.";

    /// <summary>The life assumed for a token that comes without <c>expires_in</c>, which §5.1 only recommends.</summary>
    private static readonly TimeSpan UnstatedLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(365);

    // RFC 6750 §2.1: b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; init; }

    [JsonPropertyName("expires_in")]
    public JsonElement ExpiresIn { get; init; }

    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    [JsonIgnore]
    public TimeSpan Lifetime => IsLifetimeUnstated
        ? UnstatedLifetime
        : TimeSpan.FromSeconds(Math.Min(ExpiresIn.GetInt64(), (long)LongestLifetime.TotalSeconds));

    /// <summary>Says what keeps the answer from being a bearer token for the scopes, and the remedy; null if nothing does.</summary>
    public string? FindProblem(ScopeSet requested)
    {
        if (string.IsNullOrEmpty(AccessToken))
        {
            return "has no access_token. " + CheckTheAddress;
        }

        if (!IsBearerToken(AccessToken))
        {
            return "has an access_token with characters that RFC 6750 §2.1 doesn't allow. " + CheckTheAddress;
        }

        if (!string.Equals(TokenType, "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return TokenType is null
                ? "has no token_type. " + CheckTheAddress
                : "has a token_type other than Bearer. Ask Aritma which type of token this client id gets.";
        }

        if (!IsLifetimeUnstated && !(ExpiresIn.ValueKind == JsonValueKind.Number && ExpiresIn.TryGetInt64(out var seconds) && seconds > 0))
        {
            return "has an expires_in that is not a positive whole number of seconds. " + CheckTheAddress;
        }

        string[] missing = Scope is null ? [] : [.. requested.Scopes.Except(GrantedScopes, StringComparer.Ordinal)];
        return missing.Length == 0
            ? null
            : $"doesn't grant the scopes '{string.Join(' ', missing)}'. Ask Aritma to allow them to the client id.";
    }

    /// <summary>The granted scopes that were not asked for.</summary>
    public IEnumerable<string> ExtraScopes(ScopeSet requested) => GrantedScopes.Except(requested.Scopes, StringComparer.Ordinal);

    private bool IsLifetimeUnstated => ExpiresIn.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    // An answer without scope grants what was asked for.
    private IEnumerable<string> GrantedScopes => Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool IsBearerToken(string token)
    {
        var characters = token.AsSpan().TrimEnd('=');
        return !characters.IsEmpty && !characters.ContainsAnyExcept(TokenCharacters);
    }
}

/// <summary>An error answer of the token endpoint, RFC 6749 §5.2.</summary>
internal sealed class TokenErrorResponse
{
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("error_description")]
    public string? ErrorDescription { get; init; }
}

// RFC 6749 §3.2: a parameter must not be there more than once.
[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TokenErrorResponse))]
internal sealed partial class TokenJson : JsonSerializerContext;
