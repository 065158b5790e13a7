namespace Aritma.Psd2;

/// <summary>Makes a Refit interface of another assembly a PSD2 client of this one.</summary>
/// <param name="client">The interface: not generic, and with at least one Refit method.</param>
/// <param name="scopes">
/// The scopes of the client, as if the interface had them in a <see cref="Psd2ScopesAttribute"/>, whose place they take if it has one.
/// None where the interface, or its methods, are annotated.
/// </param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class Psd2ClientAttribute(Type client, params string[] scopes) : Attribute
{
    /// <summary>The interface.</summary>
    public Type Client { get; } = client;

    /// <summary>The scopes as declared.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;
}
