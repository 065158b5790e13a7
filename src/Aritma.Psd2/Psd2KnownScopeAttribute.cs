namespace Aritma.Psd2;

/// <summary>
/// Makes a scope known to the compiler in this assembly and in those that reference it. Scopes that are neither known nor Aritma's are
/// errors (PSD2003).
/// </summary>
/// <param name="scope">An OAuth scope token (RFC 6749 §3.3).</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class Psd2KnownScopeAttribute(string scope) : Attribute
{
    /// <summary>The scope.</summary>
    public string Scope { get; } = scope;
}
