using System.Net;
using System.Net.Sockets;

namespace Aritma.Psd2.Client.Http;

/// <summary>The header with the end user's address.</summary>
internal static class PsuIpAddress
{
    private const string Header = "PSU-IP-Address";

    /// <summary>
    /// A server that listens on IPv6 sees <c>192.0.2.1</c> as <c>::ffff:192.0.2.1</c>, and local addresses with its own zone
    /// (<c>fe80::1%3</c>): neither means anything to others.
    /// </summary>
    public static void Normalize(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues(Header, out var values) || !IPAddress.TryParse(values.First(), out var address))
        {
            return;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes())
            : address;
        request.Headers.Remove(Header);
        request.Headers.Add(Header, plain.ToString());
    }
}
