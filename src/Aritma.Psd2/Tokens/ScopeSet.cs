namespace Aritma.Psd2.Tokens;

/// <summary>A set of OAuth scopes: its order matters on the wire, and nowhere else.</summary>
internal sealed class ScopeSet
{
    /// <summary>The set of a call without a token.</summary>
    public static readonly ScopeSet Anonymous = new([]);

    private ScopeSet(string[] scopes)
    {
        var sorted = (string[])scopes.Clone();
        Array.Sort(sorted, StringComparer.Ordinal);
        Scopes = scopes;
        Parameter = string.Join(' ', scopes);
        Key = string.Join(' ', sorted);
    }

    /// <summary>The scopes, each once, in declared order.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The <c>scope</c> parameter of a token request: the scopes in declared order.</summary>
    public string Parameter { get; }

    /// <summary>Equal for sets that hold the same scopes, whatever their order.</summary>
    public string Key { get; }

    public override string ToString() => Parameter;

    /// <param name="scopes">The scopes as declared.</param>
    /// <param name="declaredBy">What declares them, as the subject of a sentence.</param>
    /// <exception cref="ArgumentException">There is no scope, or one isn't a scope token.</exception>
    public static ScopeSet Create(IEnumerable<string> scopes, string declaredBy)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        List<string> distinct = [];
        foreach (var scope in scopes)
        {
            if (!IsScopeToken(scope))
            {
                throw new ArgumentException(
                    $"{declaredBy} declares the scope '{scope}', which is no scope token (RFC 6749 §3.3). "
                        + "Write each scope as a string of its own, without spaces.",
                    nameof(scopes));
            }

            if (!distinct.Contains(scope))
            {
                distinct.Add(scope);
            }
        }

        return distinct.Count > 0
            ? new ScopeSet([.. distinct])
            : throw new ArgumentException(
                $"{declaredBy} declares no scope. Name at least one, such as Psd2Scope.AisRead.", nameof(scopes));
    }

    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    private static bool IsScopeToken(string? scope)
    {
        foreach (var character in scope ?? "")
        {
            if (character is < '!' or > '~' or '"' or '\\')
            {
                return false;
            }
        }

        return !string.IsNullOrEmpty(scope);
    }
}
