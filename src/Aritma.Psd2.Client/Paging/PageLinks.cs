namespace Aritma.Psd2.Client;

/// <summary>
/// Where the neighbours of a page are (<c>_links</c>): documented for the lists of the Banking API V4; inferred for those of the PSD2 API.
/// </summary>
public sealed record PageLinks : Psd2Model
{
    /// <summary>The page after this one; null on the last page.</summary>
    public PageLink? Next { get; init; }

    /// <summary>The page before this one; null on the first page.</summary>
    public PageLink? Previous { get; init; }
}
