using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// A link to a page. Source: Get consents (V4). Nothing here follows it: only its cursor is used, with the address that is configured.
/// </summary>
public sealed record PageLink : Psd2Model
{
    /// <summary>The address as the API gave it.</summary>
    public string? Href { get; init; }

    /// <summary>The HTTP method: <c>get</c>, <c>post</c>, <c>put</c> or <c>delete</c>.</summary>
    public string? Verb { get; init; }

    /// <summary>The cursor in the address; null if it holds none.</summary>
    [JsonIgnore, JsonPropertyName(Names.OfNoMember)]
    public PageCursor? Cursor => PageCursor.In(Href);
}
