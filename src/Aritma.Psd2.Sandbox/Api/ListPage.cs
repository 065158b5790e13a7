using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Aritma.Psd2.Sandbox;

[AritmaSource(V4Pages.GetConsents, "href", "verb")]
internal sealed record Link(string Href, string Verb);

[AritmaSource(V4Pages.GetConsents, "next", "previous")]
internal sealed record PageLinks(Link? Next, Link? Previous);

/// <summary>
/// One page of a list, and the links to its neighbours. A cursor holds the name of its list and a position, and is opaque to callers.
/// </summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, PageLinks? Links)
{
    /// <summary>Null: the request's cursor is not one of this list.</summary>
    public static ListPage<T>? Of(IReadOnlyList<T> items, int size, string list, HttpContext context)
    {
        if (Start(context.Request.Query["cursor"], list) is not { } start || start < 0 || start > items.Count)
        {
            return null;
        }

        var next = start + size < items.Count ? LinkTo(start + size) : null;
        var previous = start > 0 ? LinkTo(Math.Max(start - size, 0)) : null;
        return new([.. items.Skip(start).Take(size)], next is null && previous is null ? null : new(next, previous));

        Link LinkTo(int position)
        {
            var query = context.Request.Query.Where(parameter => !parameter.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase));
            var cursor = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{list}:{position}"));
            return new($"{context.SandboxRoot()}{context.Request.Path}{new QueryBuilder(query) { { "cursor", cursor } }}", "get");
        }
    }

    private static int? Start(string? cursor, string list)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return 0;
        }

        try
        {
            var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            return text.StartsWith($"{list}:", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(list.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                    ? position
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
