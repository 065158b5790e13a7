using System.Net;

namespace Aritma.Psd2.Client.Http;

/// <summary>The header with the end user's address.</summary>
internal static class PsuIpAddress
{
    private const string Header = "PSU-IP-Address";

    /// <summary>A server that listens on IPv6 sees <c>192.0.2.1</c> as <c>::ffff:192.0.2.1</c>, which others don't understand.</summary>
    public static void WriteAsIPv4(HttpRequestMessage request)
    {
        if (request.Headers.TryGetValues(Header, out var values)
            && IPAddress.TryParse(values.First(), out var address)
            && address.IsIPv4MappedToIPv6)
        {
            request.Headers.Remove(Header);
            request.Headers.Add(Header, address.MapToIPv4().ToString());
        }
    }
}
