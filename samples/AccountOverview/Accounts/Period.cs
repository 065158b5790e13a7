namespace AccountOverview.Accounts;

/// <summary>Some whole days, both ends included.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>A year bounds what one page reads, and is more than most banks give without a new confirmation.</summary>
    public const int MostDays = 366;

    public static Period LastDays(int days, DateOnly today) => new(today.AddDays(-days), today);

    // The API takes moments, and a bank's day begins earlier or later than that of UTC: a day more is asked for at either end, and the
    // booking date decides.
    public DateTimeOffset Start => new(From.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);

    public DateTimeOffset End => new(To.AddDays(1), TimeOnly.MaxValue, TimeSpan.Zero);

    public bool Contains(DateOnly day) => From <= day && day <= To;

    public int Days => To.DayNumber - From.DayNumber + 1;
}
