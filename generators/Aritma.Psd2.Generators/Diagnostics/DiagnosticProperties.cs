namespace Aritma.Psd2.Generators.Diagnostics;

/// <summary>What a diagnostic tells its code fix beside the location. The code fixes compile this file too.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The offending scope (PSD2002, PSD2003, PSD2004, PSD2005, PSD2006).</summary>
    public const string Scope = nameof(Scope);

    /// <summary>The known scope that is nearest to the offending one (PSD2003); absent where none is near.</summary>
    public const string Nearest = nameof(Nearest);

    /// <summary>
    /// Present where declaring the scope known is no remedy (PSD2003): a closed list would refuse it still, or it is a list of scopes.
    /// </summary>
    public const string NotToBeDeclared = nameof(NotToBeDeclared);
}
