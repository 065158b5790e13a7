using System.Globalization;
using System.Text;

namespace AccountOverview.Accounts;

/// <summary>
/// The geometry of the chart: a drawing of one unit for each day and 100 units of height, which the page stretches; and the places of its
/// labels in percent, so that they aren't stretched with it.
/// </summary>
internal sealed class BalanceChart
{
    private const int Height = 100;
    private const int MostMonths = 4;

    private readonly decimal _bottom;
    private readonly decimal _top;

    public BalanceChart(BalanceHistory history)
    {
        History = history;
        Lowest = history.Days.MinBy(day => day.Balance)!;
        Highest = history.Days.MaxBy(day => day.Balance)!;
        // Zero is always there: areas that begin elsewhere make changes look larger than they are.
        var (least, most) = (Math.Min(Lowest.Balance, 0), Math.Max(Highest.Balance, 0));
        var step = NiceStep((most - least) / 3);
        _bottom = Math.Floor(least / step) * step;
        _top = Math.Max(Math.Ceiling(most / step) * step, _bottom + step);
        Marks = [.. MarksOf(step)];
        Months = [.. MonthsOf(history.Days)];
        Line = LineOf(history.Days);
    }

    public BalanceHistory History { get; }

    public DayBalance Lowest { get; }

    public DayBalance Highest { get; }

    /// <summary>Round amounts, and where they are from the top.</summary>
    public IReadOnlyList<(decimal Amount, string Top)> Marks { get; }

    /// <summary>The beginnings of months, where they are from the left, and which end of the label stands there.</summary>
    public IReadOnlyList<(DateOnly Month, string Left, string Anchor)> Months { get; }

    public string ViewBox => $"0 0 {History.Days.Count} {Height}";

    /// <summary>A stair: a balance stays as it is until something is booked.</summary>
    public string Line { get; }

    /// <summary>What lies between the line and zero.</summary>
    public string Area => $"{Line}V{Y(0)}H0Z";

    private string LineOf(IReadOnlyList<DayBalance> days)
    {
        var path = new StringBuilder($"M0 {Y(days[0].Balance)}");
        foreach (var (index, day) in days.Index())
        {
            path.Append(CultureInfo.InvariantCulture, $"V{Y(day.Balance)}H{index + 1}");
        }

        return path.ToString();
    }

    private string Y(decimal amount) => Number((_top - amount) / (_top - _bottom) * Height);

    private IEnumerable<(decimal Amount, string Top)> MarksOf(decimal step)
    {
        for (var amount = _top; amount >= _bottom; amount -= step)
        {
            yield return (amount, $"{Y(amount)}%");
        }
    }

    private static IEnumerable<(DateOnly Month, string Left, string Anchor)> MonthsOf(IReadOnlyList<DayBalance> days)
    {
        var firsts = days.Index().Where(day => day.Item.Day.Day == 1).ToList();
        var every = (firsts.Count + MostMonths - 1) / MostMonths;
        return firsts
            .Where((_, index) => index % Math.Max(every, 1) == 0)
            .Select(day => (day.Item.Day, Left: 100m * day.Index / days.Count))
            .Select(day => (day.Day, $"{Number(day.Left)}%", AnchorAt(day.Left)));
    }

    /// <summary>A label around its place would be cut off at the edges.</summary>
    private static string AnchorAt(decimal left) => left < 12 ? "start" : left > 88 ? "end" : "middle";

    /// <summary>1, 2 or 5 times a power of ten, not below what is asked for.</summary>
    private static decimal NiceStep(decimal least)
    {
        var power = 0.01m;
        while (true)
        {
            foreach (var factor in (ReadOnlySpan<decimal>)[1, 2, 5])
            {
                if (factor * power >= least)
                {
                    return factor * power;
                }
            }

            power *= 10;
        }
    }

    private static string Number(decimal number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
}
