using System.Text.Json.Serialization;

namespace Aritma.Psd2;

/// <summary>
/// What a PSD2 client asks for. The generated inventory of an assembly lists these tables, and the run time picks the scopes of each call
/// from them.
/// </summary>
/// <param name="client">The Refit interface.</param>
/// <param name="scopes">The scopes of the methods that <paramref name="methods"/> doesn't list; none if nothing declares any.</param>
/// <param name="methods">The methods that differ.</param>
public sealed class Psd2ClientScopes(Type client, IReadOnlyList<string> scopes, params IReadOnlyList<Psd2MethodScopes> methods)
{
    /// <summary>The Refit interface.</summary>
    [JsonIgnore]
    public Type Client { get; } = client;

    /// <summary>The full name of the Refit interface.</summary>
    public string? Interface { get; } = client.FullName;

    /// <summary>The scopes, as declared, of the methods that <see cref="Methods"/> doesn't list.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>The methods that ask for something else, by name.</summary>
    public IReadOnlyList<Psd2MethodScopes> Methods { get; } = methods;

    /// <summary>The interface and its scopes in one line.</summary>
    public override string ToString()
    {
        var scopes = Scopes.Count == 0 && Methods.Count == 0 ? "no scopes" : string.Join(' ', Scopes);
        return $"{Client.Name}: {scopes}{(Scopes.Count == 0 || Methods.Count == 0 ? "" : "; ")}{string.Join("; ", Methods)}";
    }
}
