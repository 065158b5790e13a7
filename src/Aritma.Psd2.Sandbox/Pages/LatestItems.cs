namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The end of a list, newest first, each with its number in the list; and how many there are in all.</summary>
internal sealed record LatestItems<T>(IReadOnlyList<(int Number, T Item)> Items, int Total);

internal static class LatestItems
{
    public const int Most = 100;

    public static LatestItems<TResult> Of<T, TResult>(IReadOnlyList<T> all, Func<T, TResult> select) => new(
        [.. Enumerable.Range(0, Math.Min(Most, all.Count)).Select(back => (all.Count - back, select(all[^(back + 1)])))],
        all.Count);
}
