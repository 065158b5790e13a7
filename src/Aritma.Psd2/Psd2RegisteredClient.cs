using System.Text.Json.Serialization;

namespace Aritma.Psd2;

/// <summary>A PSD2 client as it is registered.</summary>
public sealed class Psd2RegisteredClient
{
    /// <summary>The name of its HTTP client.</summary>
    public required string HttpClientName { get; init; }

    /// <summary>The Refit interface; null for an <see cref="HttpClient"/> without one. System.Text.Json can't write types.</summary>
    [JsonIgnore]
    public Type? Interface { get; init; }

    /// <summary>The scopes of the methods that <see cref="Methods"/> doesn't list.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The methods that ask for something else.</summary>
    public IReadOnlyList<Psd2MethodScopes> Methods { get; init; } = [];
}
