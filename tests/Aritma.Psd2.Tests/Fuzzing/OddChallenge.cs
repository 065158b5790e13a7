using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Aritma.Psd2.Tests.Fuzzing;

/// <summary>The WWW-Authenticate headers (RFC 9110 §11.6.1) of a 401 of the API, put together from pieces that mostly don't fit.</summary>
internal sealed record OddChallenge(string[] Headers)
{
    public const string InsufficientScope = "insufficient_scope";

    private static readonly string[] Pieces =
    [
        "Bearer", "bearer", "Basic", "DPoP", "Bea rer", " ", " ", " ", ",", "=", "\"", "\\", "\\\"", "realm", "realm=\"aritma\"", "realm=\"a, Bearer error=\"",
        "error", "error=", "error=invalid_token", "error=\"invalid_token\"", $"error={InsufficientScope}", $"error=\"{InsufficientScope}\"", $"error=\"{InsufficientScope}\"", InsufficientScope,
        $"error_description=\"error=\\\"{InsufficientScope}\\\"\"", "error_description=\"å\u00ff\"", "dG9rZW42OA==", "\t", "\0", "\u001b", "\ud800", "a=a=a=a=",
        new string('a', 2_000), new string(',', 500), new string('=', 500), new string('"', 501),
    ];

    public static Gen<OddChallenge> All { get; } =
        from headers in Gen.Elements(1, 1, 2, 5).SelectMany(count => Header().ArrayOf(count))
        select new OddChallenge(headers);

    public bool NamesInsufficientScope => Headers.Any(header => header.Contains(InsufficientScope, StringComparison.Ordinal));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Headers.Length}: {string.Join('\n', Headers)}");

    private static Gen<string> Header() =>
        from start in Gen.Elements("Bearer ", "Bearer ", "")
        from count in Gen.Choose(0, 5)
        from pieces in Gen.Elements(Pieces).ArrayOf(count)
        select start + string.Concat(pieces);
}
