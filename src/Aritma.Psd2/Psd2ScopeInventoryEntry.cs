namespace Aritma.Psd2;

/// <summary>What one method of a PSD2 client asks for. The generated <c>Psd2ScopeInventory</c> lists them.</summary>
/// <param name="Client">The interface that is registered.</param>
/// <param name="Method">The name of the method. Methods of one name share their scopes, and are one entry.</param>
/// <param name="Scopes">Its scopes as declared; none where it is anonymous, or where nothing declares any (PSD2011).</param>
/// <param name="IsAnonymous">Whether its calls carry no token.</param>
public sealed record Psd2ScopeInventoryEntry(Type Client, string Method, IReadOnlyList<string> Scopes, bool IsAnonymous = false)
{
    /// <summary>The interface, the method and its scopes in one line.</summary>
    public override string ToString() =>
        $"{Client.Name}.{Method}: {(IsAnonymous ? "anonymous" : Scopes.Count == 0 ? "no scopes" : string.Join(' ', Scopes))}";
}
