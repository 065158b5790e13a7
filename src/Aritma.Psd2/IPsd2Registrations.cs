namespace Aritma.Psd2;

/// <summary>
/// Lists what is registered: clients with their scopes, and how their tokens are doing, to show or to log. It requests nothing and holds
/// neither a token nor a secret.
/// </summary>
public interface IPsd2Registrations
{
    /// <summary>Lists the registrations as they are now, the default one and the named ones, in the order of their addition.</summary>
    IReadOnlyList<Psd2Registration> GetAll();
}
