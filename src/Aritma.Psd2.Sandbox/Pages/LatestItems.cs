namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The end of a list, newest first, each with its number in the list; and how many there are in all.</summary>
internal sealed record LatestItems<T>(IReadOnlyList<(int Number, T Item)> Items, int Total);

internal static class LatestItems
{
    public const int Most = 100;

    public static LatestItems<T> Of<T>(IReadOnlyList<T> all) =>
        new([.. all.Reverse().Take(Most).Select((item, back) => (all.Count - back, item))], all.Count);

    public static LatestItems<TFields> Of<TRequest, TFields>(RequestLog<TRequest> log, Func<TRequest, TFields> select)
    {
        var (latest, total) = log.Latest(Most);
        return new([.. latest.Select(item => (item.Number, select(item.Request)))], total);
    }
}
