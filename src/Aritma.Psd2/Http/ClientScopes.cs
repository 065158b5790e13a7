using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>The scope sets of one client, and which of them a call needs.</summary>
internal sealed class ClientScopes
{
    private readonly string _client;
    private readonly Func<HttpRequestMessage, int>? _setOf;

    private ClientScopes(string client, ScopeSet[] sets, Func<HttpRequestMessage, int>? setOf)
    {
        (_client, Sets, _setOf) = (client, sets, setOf);
    }

    public IReadOnlyList<ScopeSet> Sets { get; }

    /// <summary>One set for all calls.</summary>
    /// <exception cref="ArgumentException">There is no scope, or one isn't a scope token.</exception>
    public static ClientScopes OfAllCalls(string client, string[] scopes) =>
        new(client, [ScopeSet.Create(scopes, $"The PSD2 client '{client}'")], setOf: null);

    /// <summary>A set for each method, or none for an anonymous one.</summary>
    /// <exception cref="ArgumentException">A set has no scope, or one isn't a scope token.</exception>
    public static ClientScopes OfMethods(string client, string[][] scopeSets, Func<HttpRequestMessage, int> setOf)
    {
        ArgumentNullException.ThrowIfNull(scopeSets);
        ArgumentNullException.ThrowIfNull(setOf);
        return new(client, [.. scopeSets.Select(scopes => ScopeSet.Create(scopes, $"A method of the PSD2 client '{client}'"))], setOf);
    }

    /// <summary>The index of the set that a call needs; where it needs none, a constant of <see cref="Psd2Builder"/>.</summary>
    public int SetOf(HttpRequestMessage request) => _setOf is null ? 0 : _setOf(request);

    /// <summary>Why a call without a set isn't sent.</summary>
    public InvalidOperationException Refusal(int set, HttpRequestMessage request) => new(set switch
    {
        Psd2Builder.NoScopes =>
            $"The call of '{MethodOf(request)}' was not sent: the PSD2 client '{_client}' declares no scopes for this method, "
            + "or contradicts itself. Put either [Psd2Scopes] or [Psd2Anonymous] on it, the same on all methods of its name "
            + "(PSD2011, PSD2012).",
        Psd2Builder.UnknownMethod =>
            $"The call to the PSD2 client '{_client}' was not sent: the request doesn't say which Refit method makes it, so "
            + "that its scopes aren't known. A handler that sends a copy of a request must copy its HttpRequestMessage.Options; "
            + "calls that Refit doesn't make need an HttpClient of their own, see "
            + $"{nameof(Psd2Builder)}.{nameof(Psd2Builder.AddClient)}.",
        _ =>
            $"The call to the PSD2 client '{_client}' was not sent: its registration asks for the scope set {set} of {Sets.Count}. "
            + "Rebuild the project that registers it, so that its generated code fits.",
    });

    /// <summary>Whether calls get the same tokens: by the same sets, and, where methods differ, by the same generated code.</summary>
    public bool IsSameAs(ClientScopes other) =>
        Equals(_setOf, other._setOf) && Sets.Select(set => set.Key).SequenceEqual(other.Sets.Select(set => set.Key));

    public override string ToString() =>
        (Sets.Count == 0 ? "none" : $"'{string.Join("', '", Sets)}'") + (_setOf is null ? "" : " by method");

    // Refit.HttpRequestMessageOptions.MethodName
    private static string? MethodOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(new HttpRequestOptionsKey<string>("Refit.MethodName"), out var name) ? name : null;
}
