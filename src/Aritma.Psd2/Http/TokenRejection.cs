using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Http;

/// <summary>Tells whether the API rejected a token, so that a new one may help (RFC 6750 §3).</summary>
internal static partial class TokenRejection
{
    /// <summary>
    /// A 401 is one, unless it says <c>insufficient_scope</c>: a new token would have the same scopes.
    /// </summary>
    public static bool IsAnswer(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized && !response.Headers.WwwAuthenticate.Any(IsInsufficientScope);

    private static bool IsInsufficientScope(AuthenticationHeaderValue challenge)
    {
        if (challenge.Parameter is null || !challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var parameters = Parameters().Match(challenge.Parameter);
        var (names, values) = (parameters.Groups["name"].Captures, parameters.Groups["value"].Captures);
        return names.Zip(values).Any(parameter =>
            parameter.First.Value.Equals("error", StringComparison.OrdinalIgnoreCase) && parameter.Second.Value == "insufficient_scope");
    }

    // RFC 9110 §11.2: auth-param = token BWS "=" BWS ( token / quoted-string ), in a list.
    [GeneratedRegex(
        """^(?:[\s,]*(?<name>[^\s=,"]+)\s*=\s*(?:"(?<value>(?:[^"\\]|\\.)*)"|(?<value>[^\s,"]+)))*""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Parameters();
}
