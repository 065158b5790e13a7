using System.Runtime.CompilerServices;

namespace Aritma.Psd2.Client;

/// <summary>Follows a list from page to page.</summary>
internal static class Pages
{
    /// <param name="operation">The method that reads a page, for messages.</param>
    /// <param name="read">Reads the page at a cursor; null: the first one.</param>
    /// <param name="nextOf">The link of a page to the next one.</param>
    /// <param name="start">Where the first page begins; null: at the start.</param>
    /// <param name="cancellationToken">Cancels between pages and inside of one.</param>
    /// <exception cref="Psd2ApiException">The links go round in a circle, or lead nowhere: without it, pages would be missed.</exception>
    public static async IAsyncEnumerable<TPage> FollowAsync<TPage>(
        string operation,
        Func<PageCursor?, CancellationToken, Task<TPage>> read,
        Func<TPage, PageLink?> nextOf,
        PageCursor? start = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<PageCursor?> seen = [start];
        var cursor = start;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(cursor, cancellationToken).ConfigureAwait(false);
            yield return page;
            cursor = CursorOf(operation, nextOf(page));
            if (cursor is not null && !seen.Add(cursor))
            {
                throw Broken(operation, "names a cursor as the next one that was read already");
            }
        }
        while (cursor is not null);
    }

    private static PageCursor? CursorOf(string operation, PageLink? next)
    {
        if (string.IsNullOrEmpty(next?.Href))
        {
            return null;
        }

        return next.Cursor ?? throw Broken(operation, "links to a next page without a cursor");
    }

    private static Psd2ApiException Broken(string operation, string what) =>
        new($"A page of {operation} {what}. Reading stopped, so that no page is missed or read twice.") { Operation = operation };
}
