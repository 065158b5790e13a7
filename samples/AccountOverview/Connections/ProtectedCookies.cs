using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace AccountOverview.Connections;

/// <summary>Cookies that nobody but this application reads or writes: encrypted, each under its own name, and for a limited time.</summary>
internal sealed class ProtectedCookies(IDataProtectionProvider protection)
{
    // A browser keeps 4096 bytes of a cookie: longer values are split over several.
    private readonly ChunkingCookieManager _cookies = new();

    public T? Read<T>(HttpContext context, string name) where T : class
    {
        try
        {
            return _cookies.GetRequestCookie(context, name) is { } text
                ? JsonSerializer.Deserialize<T>(ProtectorOf(name).Unprotect(text))
                : null;
        }
        // Too old, made up, or of keys that are gone: as if it weren't there.
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Write<T>(HttpContext context, string name, T value, TimeSpan life, string path = "/")
    {
        var text = ProtectorOf(name).Protect(JsonSerializer.Serialize(value), life);
        _cookies.AppendResponseCookie(context, name, text, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            // Strict would leave it out when the browser comes back from the bank.
            SameSite = SameSiteMode.Lax,
            Path = path,
            MaxAge = life,
            IsEssential = true,
        });
    }

    public void Delete(HttpContext context, string name, string path = "/") =>
        _cookies.DeleteCookie(context, name, new CookieOptions { Path = path });

    /// <summary>The name is part of the purpose, so that the value of one cookie is none in another.</summary>
    private ITimeLimitedDataProtector ProtectorOf(string name) => protection.CreateProtector("cookie", name).ToTimeLimitedDataProtector();
}
