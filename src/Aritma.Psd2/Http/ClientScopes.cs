using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>What the calls of one client ask for: one scope set, and others for some of its methods.</summary>
internal sealed class ClientScopes
{
    private readonly string _client;
    private readonly HttpRequestOptionsKey<string> _methodName;
    private readonly Dictionary<string, ScopeSet?>? _byMethod;

    private ClientScopes(string client, ScopeSet? scopes) => (_client, Default, Sets) = (client, scopes, scopes is null ? [] : [scopes]);

    private ClientScopes(Psd2ClientScopes table, string methodNameOption)
        : this(table.Client.Name, table.Scopes.Count == 0 ? null : ScopeSet.Create(table.Scopes, $"The PSD2 client '{table.Client.Name}'"))
    {
        Interface = table.Client;
        Methods = table.Methods;
        _methodName = new HttpRequestOptionsKey<string>(methodNameOption);
        if (Methods.Count == 0)
        {
            return;
        }

        _byMethod = new Dictionary<string, ScopeSet?>(Methods.Count, StringComparer.Ordinal);
        foreach (var method in Methods)
        {
            _byMethod.Add(method.Method, SetOf(method));
        }
    }

    /// <summary>The scope sets, each once.</summary>
    public List<ScopeSet> Sets { get; }

    /// <summary>The set of the methods that aren't listed; null if they have none.</summary>
    public ScopeSet? Default { get; }

    /// <summary>The methods that differ.</summary>
    public IReadOnlyList<Psd2MethodScopes> Methods { get; } = [];

    /// <summary>The Refit interface; null for an HTTP client without one.</summary>
    public Type? Interface { get; }

    /// <exception cref="ArgumentException">A scope isn't a scope token.</exception>
    public static ClientScopes Of(Psd2ClientScopes table, string methodNameOption) => new(table, methodNameOption);

    /// <exception cref="ArgumentException">There is no scope, or one isn't a scope token.</exception>
    public static ClientScopes OfAllCalls(string client, IEnumerable<string> scopes) =>
        new(client, ScopeSet.Create(scopes, $"The PSD2 client '{client}'"));

    /// <summary>The scope set of a call; null if it isn't known, or has none, so that the call must not be sent.</summary>
    public ScopeSet? Of(HttpRequestMessage request) =>
        _byMethod is null ? Default
        : !request.Options.TryGetValue(_methodName, out var method) ? null
        : _byMethod.TryGetValue(method, out var scopes) ? scopes
        : Default;

    /// <summary>Why a call without a scope set isn't sent.</summary>
    public InvalidOperationException Refusal(HttpRequestMessage request) => new(
        Interface is not null && request.Options.TryGetValue(_methodName, out var method)
            ? $"The call of '{method}' was not sent: the PSD2 client '{_client}' declares no scopes for this method, or contradicts "
                + "itself. Put either [Psd2Scopes] or [Psd2Anonymous] on it, the same on all methods of its name (PSD2011, PSD2012)."
            : $"The call to the PSD2 client '{_client}' was not sent: the request doesn't say which Refit method makes it, so that its "
                + "scopes aren't known. A handler that sends a copy of a request must copy its HttpRequestMessage.Options; calls that "
                + "Refit doesn't make need an HttpClient of their own, with AddPsd2Token.");

    /// <summary>Whether calls get the same tokens. A set is a set, whatever the order in which it was declared.</summary>
    public bool IsSameAs(ClientScopes other) => Default?.Key == other.Default?.Key && HasSameMethodsAs(other);

    public override string ToString() => Methods.Count == 0
        ? Default?.Parameter ?? "none"
        : $"{Default?.Parameter ?? "none"}; {string.Join("; ", Methods)}";

    private bool HasSameMethodsAs(ClientScopes other)
    {
        if (_byMethod is null || other._byMethod is null)
        {
            return _byMethod == other._byMethod;
        }

        foreach (var (method, scopes) in _byMethod)
        {
            if (!other._byMethod.TryGetValue(method, out var others) || scopes?.Key != others?.Key)
            {
                return false;
            }
        }

        return _byMethod.Count == other._byMethod.Count;
    }

    private ScopeSet? SetOf(Psd2MethodScopes method)
    {
        if (method.Scopes.Count == 0)
        {
            return method.IsAnonymous ? ScopeSet.Anonymous : null;
        }

        var scopes = ScopeSet.Create(method.Scopes, $"The method '{method.Method}' of the PSD2 client '{_client}'");
        if (Sets.Find(known => known.Key == scopes.Key) is { } known)
        {
            return known;
        }

        Sets.Add(scopes);
        return scopes;
    }
}
