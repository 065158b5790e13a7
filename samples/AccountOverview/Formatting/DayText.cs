using System.Globalization;

namespace AccountOverview.Formatting;

/// <summary>Days as text.</summary>
internal static class DayText
{
    /// <summary>The culture's short date: in figures, so that a page of English text has no month in another language.</summary>
    public static string Of(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>As programs and forms read it, <c>2026-11-27</c> (ISO 8601).</summary>
    public static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset instant) => Of(DateOnly.FromDateTime(instant.UtcDateTime));
}
