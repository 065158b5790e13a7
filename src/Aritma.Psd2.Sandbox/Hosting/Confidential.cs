using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Hides tokens and secrets that a caller sent where they don't belong, in a query or as the client id, from all who look at requests.
/// </summary>
internal sealed partial class Confidential
{
    private const string Hidden = "•••";

    /// <summary>Shorter ones are made up for a test, and could be part of any word.</summary>
    private const int ShortestSecret = 8;

    private readonly IReadOnlyList<string> _secrets;

    public Confidential(IEnumerable<SandboxClient> clients)
    {
        var all = clients.ToList();
        // One that is part of a client id is no secret.
        bool IsPartOfAnId(string secret) => all.Any(client => client.Id.Contains(secret, StringComparison.Ordinal));
        _secrets =
        [
            .. all.Select(client => client.Secret)
                .Where(secret => secret.Length >= ShortestSecret && !IsPartOfAnId(secret))
                .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
                .Distinct(),
        ];
    }

    [return: NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text) => text is null
        ? null
        : _secrets.Aggregate(HideTokens(text), (rest, secret) => rest.Replace(secret, Hidden, StringComparison.Ordinal));

    public static string HideTokens(string text) => Token().Replace(text, Hidden);

    /// <summary>A JWT, which begins with an object in Base64.</summary>
    [GeneratedRegex(@"ey[\w-]{10,}\.[\w-]+\.[\w-]*")]
    private static partial Regex Token();
}
