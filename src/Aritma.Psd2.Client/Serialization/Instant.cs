using System.Globalization;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>A moment as text (RFC 3339).</summary>
internal static partial class Instant
{
    public const string Format = "yyyy-MM-dd'T'HH':'mm':'ss.FFFFFFFK";

    private static readonly string[] Formats = [Format, "yyyy-MM-dd'T'HH':'mmK"];

    /// <summary>
    /// Without an offset it is in UTC: whose local time it might be is not known here. What is shorter than a tick is cut off.
    /// </summary>
    public static bool TryParse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        BelowTick.Replace(text, ""), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    [GeneratedRegex(@"(?<=:[0-9]{2}\.[0-9]{7})[0-9]+")]
    private static partial Regex BelowTick { get; }
}
