namespace Aritma.Psd2;

/// <summary>What the methods of one name in a PSD2 client ask for, where that differs from the client's scopes.</summary>
/// <param name="method">The name of the methods. Overloads share their scopes.</param>
/// <param name="scopes">Their scopes as declared; none where they are anonymous, or where nothing declares any (PSD2011).</param>
/// <param name="isAnonymous">Whether their calls carry no token.</param>
public sealed class Psd2MethodScopes(string method, IReadOnlyList<string> scopes, bool isAnonymous = false)
{
    /// <summary>The name of the methods.</summary>
    public string Method { get; } = method;

    /// <summary>Their scopes as declared.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>Whether their calls carry no token.</summary>
    public bool IsAnonymous { get; } = isAnonymous;

    /// <summary>The name and its scopes in one line.</summary>
    public override string ToString() =>
        $"{Method}: {(IsAnonymous ? "anonymous" : Scopes.Count == 0 ? "no scopes" : string.Join(' ', Scopes))}";
}
