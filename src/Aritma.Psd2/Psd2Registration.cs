namespace Aritma.Psd2;

/// <summary>One set of credentials with its clients and tokens, at one moment.</summary>
public sealed class Psd2Registration
{
    /// <summary>The name of a named registration; null for the default one.</summary>
    public string? Name { get; init; }

    /// <summary>Where its tokens come from.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>Where its clients send their calls.</summary>
    public required Uri ApiBaseAddress { get; init; }

    /// <summary>The clients, in the order in which they were added.</summary>
    public IReadOnlyList<Psd2RegisteredClient> Clients { get; init; } = [];

    /// <summary>The tokens of its clients, and others that <see cref="IPsd2TokenProvider"/> was asked for.</summary>
    public IReadOnlyList<Psd2TokenStatus> Tokens { get; init; } = [];
}
