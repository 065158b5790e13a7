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
        Uri.EscapeDataString(Uri.EscapeDataString(TestServices.Secret)),
        WebUtility.UrlEncode(TestServices.Secret),
        WebUtility.HtmlEncode(TestServices.Secret),
        Convert.ToBase64String(Encoding.ASCII.GetBytes(TestServices.Secret)),
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"erp%20client:{Uri.EscapeDataString(TestServices.Secret)}")),
    ];

    /// <summary>Whether a text has eight characters of a form, one after the other.</summary>
    public static bool AreQuotedBy(string text) => All.Any(form => Enumerable.Range(0, form.Length - 7).Any(start =>
        text.AsSpan().Contains(form.AsSpan(start, 8), StringComparison.OrdinalIgnoreCase)));
}
