using System.Net;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

/// <summary>Asks for pages, as a browser does.</summary>
public abstract class PageTest : SandboxTest
{
    protected async Task<HttpResponseMessage> OpenAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Sandbox.Address, address));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }

    protected async Task<string> HtmlAsync(string address, params (string Name, string Value)[] headers)
    {
        using var response = await OpenAsync(address, headers);
        return await HtmlAsync(response);
    }

    /// <summary>A page as it is sent.</summary>
    protected async Task<string> SourceAsync(string address)
    {
        using var response = await OpenAsync(address);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>What a page shows: characters that were encoded are decoded, and so are those of markup that was meant as text.</summary>
    protected static async Task<string> HtmlAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

    protected static void AssertPage(HttpStatusCode status, HttpResponseMessage response, string language = "en")
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        // It would forbid that the form's answer leads on to the application.
        Assert.DoesNotContain("form-action", policy, StringComparison.Ordinal);
    }

    /// <summary>A consent of the first client, and the address of its page.</summary>
    protected async Task<(string Id, string Page)> CreateConsentAsync(string body = """{"channelType":"psd2"}""")
    {
        using var created = await SendAsync(HttpMethod.Post, "/consents", await TokenAsync(), body);
        var consent = await JsonAsync(created);
        return (consent.GetProperty("consentId").GetString()!, consent.GetProperty("redirectUrl").GetString()!);
    }
}
