using System.Net.Http.Headers;

namespace Aritma.Psd2.Http;

/// <summary>
/// Where calls may go: those with a token to some origins only (RFC 6454: scheme, host, port), anonymous ones elsewhere too.
/// </summary>
internal sealed class AllowedOrigins
{
    private readonly Uri[] _origins;
    private readonly string[] _prefixes;
    private readonly bool _requireHttps;

    public AllowedOrigins(Uri[] addresses, bool requireHttps)
    {
        _origins = addresses;
        _prefixes = Array.ConvertAll(addresses, address => address.GetLeftPart(UriPartial.Authority) + "/");
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
            if (IsSameOrigin(origin, address))
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

    /// <summary>Whether a <c>Host</c> header names the host of the address: another one would choose another server behind it.</summary>
    public static bool AreHostOf(Uri address, HeaderStringValues hosts) => hosts.All(host =>
        Uri.TryCreate($"{address.Scheme}://{host}/", UriKind.Absolute, out var named) && IsSameOrigin(named, address));

    public bool IsSameAs(AllowedOrigins other) =>
        _requireHttps == other._requireHttps && _prefixes.AsSpan().SequenceEqual(other._prefixes);

    public override string ToString() => string.Join(", ", Array.ConvertAll(_prefixes, prefix => prefix.TrimEnd('/')));

    private static bool IsSameOrigin(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);
}
