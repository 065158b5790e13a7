using System.Globalization;
using AccountOverview.Formatting;

namespace AccountOverview.Accounts;

/// <summary>What a user asks an account's page for, as it stands in the page's address.</summary>
internal sealed class StatementQuery
{
    private const int UsualDays = 90;
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? Search { get; set; }

    /// <summary>The page of the list, from 1 on. Not named Page, which is Razor's own.</summary>
    public int Part { get; set; } = 1;

    /// <summary>The days that are asked for; the last 90 if these aren't valid, and a problem that says why.</summary>
    /// <param name="today">Today in UTC. Tomorrow has begun already where the user may be.</param>
    public (Period Period, string? Problem) PeriodAsOf(DateOnly today)
    {
        var usual = new Period(today.AddDays(-UsualDays), today, ReachesToday: true);
        var latest = today.AddDays(1);
        if (From < Earliest || To < Earliest || From > latest || To > latest)
        {
            return (usual, "Choose days of the past. These are the last 90.");
        }

        var to = To ?? today;
        var period = new Period(From ?? to.AddDays(-UsualDays), to, ReachesToday: to >= today);
        return period.Days < 1 ? (usual, "The last day comes before the first one. These are the last 90 days.")
            : period.Days > Period.MostDays ? (usual, $"Choose {Period.MostDays} days at most. These are the last 90.")
            : (period, null);
    }

    /// <summary>The same question for another part of the list, or for the file, as values of a route.</summary>
    public Dictionary<string, string?> ToRoute(int? part = null) => new()
    {
        ["from"] = From is { } from ? DayText.Iso(from) : null,
        ["to"] = To is { } to ? DayText.Iso(to) : null,
        ["search"] = Search,
        ["part"] = part?.ToString(CultureInfo.InvariantCulture),
    };
}
