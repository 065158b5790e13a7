using System.Globalization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>A moment as text (RFC 3339).</summary>
internal static class Instant
{
    public const string Format = "yyyy-MM-dd'T'HH':'mm':'ss.FFFFFFFK";

    private static readonly string[] Formats = [Format, "yyyy-MM-dd'T'HH':'mmK"];

    /// <summary>Without an offset it is in UTC: whose local time it might be is not known here.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}
