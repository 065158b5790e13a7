namespace AccountOverview.Accounts;

/// <summary>Some whole days, both ends included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="ReachesToday">
/// Whether it goes on to whatever a bank has booked by now: a bank's day may have begun while it is yesterday still in UTC.
/// </param>
internal sealed record Period(DateOnly From, DateOnly To, bool ReachesToday)
{
    /// <summary>A year bounds what one page reads, and is more than most banks give without a new confirmation.</summary>
    public const int MostDays = 366;

    // The API takes moments, and a bank's day begins earlier or later than that of UTC: a day more is asked for at either end, and the
    // booking date decides.
    public DateTimeOffset Start => new(From.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);

    public DateTimeOffset End => new(To.AddDays(1), TimeOnly.MaxValue, TimeSpan.Zero);

    public bool Contains(DateOnly day) => From <= day && (day <= To || ReachesToday);

    public int Days => To.DayNumber - From.DayNumber + 1;
}
