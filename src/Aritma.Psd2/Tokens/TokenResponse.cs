using System.Text;
using System.Text.Json;

namespace Aritma.Psd2.Tokens;

/// <summary>An answer of the token endpoint: a token (RFC 6749 §5.1) or an error (§5.2).</summary>
internal sealed class TokenResponse
{
    private const string CheckTheAddress = "Check that the address is the token endpoint's.";

    /// <summary>The life assumed for a token that comes without <c>expires_in</c>, which §5.1 only recommends.</summary>
    private static readonly TimeSpan UnstatedLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(365);

    // RFC 6749 §3.2: a parameter must not be there more than once.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly string? _tokenType;
    private readonly string? _scope;

    private TokenResponse(JsonElement answer)
    {
        AccessToken = Text(answer, "access_token");
        _tokenType = Text(answer, "token_type");
        _scope = Text(answer, "scope");
        Error = Text(answer, "error");
        ErrorDescription = Text(answer, "error_description");
        Lifetime = answer.TryGetProperty("expires_in", out var expiresIn) && expiresIn.ValueKind != JsonValueKind.Null
            ? Seconds(expiresIn)
            : UnstatedLifetime;
    }

    public string? AccessToken { get; }

    /// <summary>How long the token is valid; zero if <c>expires_in</c> is invalid.</summary>
    public TimeSpan Lifetime { get; }

    public string? Error { get; }

    public string? ErrorDescription { get; }

    /// <summary>
    /// Reads an answer; null if it is no JSON object, or if a member is no text. What can't be read is never shown, not even in part: it
    /// may hold a token.
    /// </summary>
    public static TokenResponse? Read(ReadOnlyMemory<byte> answer)
    {
        var json = answer.Span.StartsWith(Encoding.UTF8.Preamble) ? answer[Encoding.UTF8.Preamble.Length..] : answer;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new TokenResponse(document.RootElement) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

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

        if (!string.Equals(_tokenType, "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return _tokenType is null
                ? "has no token_type. " + CheckTheAddress
                : "has a token_type other than Bearer. Ask Aritma which type of token this client id gets.";
        }

        if (Lifetime <= TimeSpan.Zero)
        {
            return "has an expires_in that is not a positive whole number of seconds. " + CheckTheAddress;
        }

        // An answer without scope grants what was asked for.
        return _scope is null || Missing(requested.Scopes, GrantedScopes) is not { } missing
            ? null
            : $"doesn't grant the scopes '{missing}'. Ask Aritma to allow them to the client id.";
    }

    /// <summary>The granted scopes that were not asked for; null if there are none.</summary>
    public string? ExtraScopes(ScopeSet requested) => _scope is null ? null : Missing(GrantedScopes, requested.Scopes);

    private string[] GrantedScopes => _scope!.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Missing(IEnumerable<string> wanted, IReadOnlyList<string> found)
    {
        List<string>? missing = null;
        foreach (var scope in wanted)
        {
            if (!found.Contains(scope) && missing?.Contains(scope) != true)
            {
                (missing ??= []).Add(scope);
            }
        }

        return missing is null ? null : string.Join(' ', missing);
    }

    /// <exception cref="InvalidOperationException">The member is no text.</exception>
    private static string? Text(JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static TimeSpan Seconds(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            ? TimeSpan.FromSeconds(long.Clamp(seconds, 0, (long)LongestLifetime.TotalSeconds))
            : TimeSpan.Zero;

    // RFC 6750 §2.1: b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
    private static bool IsBearerToken(string token)
    {
        var characters = token.AsSpan().TrimEnd('=');
        foreach (var character in characters)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_' or '~' or '+' or '/'))
            {
                return false;
            }
        }

        return !characters.IsEmpty;
    }
}
