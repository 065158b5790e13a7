namespace Aritma.Psd2;

/// <summary>A PSD2 client as it is registered.</summary>
public sealed class Psd2RegisteredClient
{
    /// <summary>The name of its HTTP client.</summary>
    public required string HttpClientName { get; init; }

    /// <summary>The full name of its Refit interface; null for an <see cref="HttpClient"/> without one.</summary>
    public string? Interface { get; init; }

    /// <summary>The scopes of the methods that <see cref="Methods"/> doesn't list.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The methods that ask for something else.</summary>
    public IReadOnlyList<Psd2MethodScopes> Methods { get; init; } = [];
}
