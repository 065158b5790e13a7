using System.Net;
using System.Text;

namespace Aritma.Psd2.Tests.Fuzzing;

/// <summary>
/// The client secret of <see cref="TestServices"/> in all forms that an endpoint which echoes the request could show it in.
/// </summary>
internal static class SecretForms
{
    public static IReadOnlyList<string> All { get; } =
    [
        TestServices.Secret,
        Uri.EscapeDataString(TestServices.Secret),
        WebUtility.UrlEncode(TestServices.Secret),
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"erp%20client:{Uri.EscapeDataString(TestServices.Secret)}")),
    ];
}
