namespace Aritma.Psd2;

/// <summary>
/// Declares the scopes of a Refit interface, or of one of its methods: each call carries an access token that holds exactly these.
/// </summary>
/// <remarks>
/// <para>An interface that has it, or a Refit method that has it, is a PSD2 client: the generator registers it in <c>AddPsd2Clients</c>. A
/// generic interface is none; it lends its scopes to the interfaces that derive from it.</para>
/// <para>A method takes the scopes of its own attribute; else those of the interface that declares it; else those of the client that is
/// called. They replace each other, and never add up.</para>
/// </remarks>
/// <param name="scopes">
/// OAuth scope tokens (RFC 6749 §3.3), at least one; <see cref="Psd2Scope"/> names those of Aritma's PSD2 API. They are
/// requested in this order; for the token cache the order doesn't matter.
/// </param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class Psd2ScopesAttribute(params string[] scopes) : Attribute
{
    /// <summary>The scopes as declared.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;
}
