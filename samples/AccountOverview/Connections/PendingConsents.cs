using System.Security.Cryptography;
using System.Text;
using Aritma.Psd2.Client;

namespace AccountOverview.Connections;

/// <summary>
/// The consents that this browser has been sent to the bank for. Each has a cookie of its own, named after its <c>state</c>: two tabs, or
/// two clicks on one button, don't get in each other's way, and a <c>state</c> of somebody else's finds none.
/// </summary>
internal sealed class PendingConsents(IHttpContextAccessor accessor, ProtectedCookies cookies)
{
    // The only pages that need them.
    private const string Path = "/connect";
    private const string Prefix = "pending.";
    private const int MaxPending = 5;

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private HttpContext Context => accessor.HttpContext!;

    public void Add(PendingConsent pending)
    {
        // Those that the user never came back from: a browser has room for some only, and sends all of them, the oldest first.
        var others = Context.Request.Cookies.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var forgotten in others.SkipLast(MaxPending - 1))
        {
            cookies.Delete(Context, forgotten, Path);
        }

        cookies.Write(Context, NameOf(pending.State), pending, Life, Path);
    }

    public PendingConsent? Find(string? state) => state is null ? null : cookies.Read<PendingConsent>(Context, NameOf(state));

    public void Remove(PendingConsent pending) => cookies.Delete(Context, NameOf(pending.State), Path);

    private static string NameOf(string state) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..16];
}
