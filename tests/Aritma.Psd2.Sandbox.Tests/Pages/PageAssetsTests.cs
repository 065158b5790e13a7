using System.Net;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

public sealed partial class PageAssetsTests : PageTest
{
    [Theory]
    [InlineData("/sandbox/pages/page.css", "text/css; charset=utf-8")]
    [InlineData("/sandbox/pages/page.js", "text/javascript; charset=utf-8")]
    [InlineData("/sandbox/pages/icon.svg", "image/svg+xml")]
    [InlineData("/favicon.ico", "image/svg+xml")]
    public async Task Each_is_served_and_only_once_as_long_as_it_stays_the_same(string address, string contentType)
    {
        using var response = await OpenAsync(address);
        using var again = await OpenAsync(address, ("If-None-Match", response.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.CacheControl?.NoCache);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/consent/c/s/0123456789")]
    public async Task Whatever_a_page_loads_is_there_and_comes_from_the_sandbox(string page)
    {
        var html = await HtmlAsync(page);
        var loaded = Loaded().Matches(html).Select(match => match.Groups["address"].Value).Distinct().ToList();

        Assert.Contains("/sandbox/pages/page.css", loaded);
        foreach (var address in loaded)
        {
            Assert.StartsWith("/sandbox/pages/", address, StringComparison.Ordinal);
            using var response = await OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_no_others()
    {
        using var response = await OpenAsync("/sandbox/pages/Texts.cs");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex("(?:<link [^>]*href|src)=\"(?<address>[^\"]+)\"")]
    private static partial Regex Loaded();
}
