namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>
/// The cookies of one user. A <see cref="System.Net.CookieContainer"/> would keep the sample's back: they are <c>Secure</c>, and between
/// the proxy, which this program plays, and the sample there is no TLS. Paths don't matter here: no two cookies have one name.
/// </summary>
internal sealed class Cookies
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public void AddTo(HttpRequestMessage request)
    {
        if (_values.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _values.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }
    }

    public void ReadFrom(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var all))
        {
            return;
        }

        foreach (var one in all)
        {
            var pair = one.Split(';', 2)[0].Split('=', 2);
            // One without a value is deleted.
            if (pair[1] is "")
            {
                _values.Remove(pair[0]);
            }
            else
            {
                _values[pair[0]] = pair[1];
            }
        }
    }
}
