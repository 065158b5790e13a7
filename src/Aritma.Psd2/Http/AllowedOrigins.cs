namespace Aritma.Psd2.Http;

/// <summary>The origins (RFC 6454: scheme, host, port) that calls and their tokens may go to.</summary>
internal sealed class AllowedOrigins
{
    private readonly Uri[] _origins;
    private readonly string[] _prefixes;

    public AllowedOrigins(IEnumerable<Uri> addresses)
    {
        _origins = [.. addresses];
        _prefixes = [.. _origins.Select(origin => origin.GetLeftPart(UriPartial.Authority) + "/")];
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

    public override string ToString() => string.Join(", ", _origins.Select(origin => origin.GetLeftPart(UriPartial.Authority)));

    private static bool SameOrigin(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);
}
