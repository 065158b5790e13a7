namespace Aritma.Psd2.Http;

/// <summary>
/// Where calls may go: those with a token to some origins only (RFC 6454: scheme, host, port), anonymous ones elsewhere too.
/// </summary>
internal sealed class AllowedOrigins
{
    private readonly Uri[] _origins;
    private readonly string[] _prefixes;
    private readonly bool _requireHttps;

    public AllowedOrigins(IEnumerable<Uri> addresses, bool requireHttps = true)
    {
        _origins = [.. addresses];
        _prefixes = [.. _origins.Select(origin => origin.GetLeftPart(UriPartial.Authority) + "/")];
        _requireHttps = requireHttps;
    }

    public bool Contains(Uri address)
    {
        // An address that starts with "scheme://authority/" has just that authority. This spares the common case the strings
        // that Uri makes of its parts. Ordinal, because ignoring case takes some letters of two different domains for one.
        foreach (var prefix in _prefixes)
        {
            if (address.OriginalString.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (var origin in _origins)
        {
            if (SameOrigin(origin, address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether an anonymous call may go there: over https, within this machine, or over plain http where the options say so.
    /// </summary>
    public bool AllowsAnonymous(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || !_requireHttps;

    public override string ToString() => string.Join(", ", _origins.Select(origin => origin.GetLeftPart(UriPartial.Authority)));

    private static bool SameOrigin(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);
}
