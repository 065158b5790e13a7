namespace Aritma.Psd2;

/// <summary>
/// Makes a Refit interface a PSD2 client: each of its calls carries an access token that holds exactly these scopes.
/// </summary>
/// <remarks>
/// The generator registers the interface in <c>AddPsd2Clients</c>. A method that the interface inherits is called with the
/// scopes of the interface that is registered, whatever the base interface declares.
/// </remarks>
/// <param name="scopes">
/// OAuth scope tokens (RFC 6749 §3.3), at least one; <see cref="Psd2Scope"/> names those of Aritma's PSD2 API. They are
/// requested in this order; for the token cache the order doesn't matter.
/// </param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class Psd2ScopesAttribute(params string[] scopes) : Attribute
{
    /// <summary>The scopes as declared.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;
}
