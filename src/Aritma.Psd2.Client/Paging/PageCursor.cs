using System.Text.Json.Serialization;
using System.Web;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// Where a page begins: text of the API's that means nothing to anyone else. In JSON it is kept whatever it holds.
/// </summary>
[JsonConverter(typeof(PageCursorConverter))]
public readonly record struct PageCursor : IFormattable
{
    private readonly string? _value;

    internal PageCursor(string value) => _value = value;

    /// <summary>Takes a cursor that was kept as text.</summary>
    /// <param name="value">The cursor.</param>
    /// <exception cref="ArgumentException">It is empty, an address, or holds a slash: pass <see cref="PageLink.Cursor"/>.</exception>
    public static PageCursor Of(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value.AsSpan().ContainsAny('/', '\\', '?')
            ? throw new ArgumentException(
                "The cursor is an address, or holds a slash. Pass the cursor of a page's link alone: page.Links?.Next?.Cursor.",
                nameof(value))
            : new(value);
    }

    /// <summary>The cursor as text. To keep one that may hold a slash, write it as JSON.</summary>
    public override string ToString() => _value ?? "";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The cursor in a link of the API, which may look like anything.</summary>
    internal static PageCursor? In(string? link)
    {
        var query = link?.Split('#')[0].Split('?', 2) is [_, var parameters] ? HttpUtility.ParseQueryString(parameters) : [];
        return query.GetValues("cursor") is [{ Length: > 0 } cursor] ? new(cursor) : null;
    }
}
