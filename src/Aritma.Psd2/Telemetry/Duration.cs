using System.Globalization;

namespace Aritma.Psd2.Telemetry;

/// <summary>Durations in messages: <c>30 s</c>, <c>0.3 s</c>.</summary>
internal static class Duration
{
    public static string Text(TimeSpan duration) => duration.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture) + " s";
}
