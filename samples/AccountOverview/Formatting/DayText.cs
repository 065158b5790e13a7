using System.Globalization;

namespace AccountOverview.Formatting;

/// <summary>Days as the user's culture writes them.</summary>
internal static class DayText
{
    /// <summary>The culture's short date: in figures, so that a page of English text has no month in another language.</summary>
    public static string Of(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    public static string Of(DateTimeOffset instant) => Of(DateOnly.FromDateTime(instant.UtcDateTime));
}
