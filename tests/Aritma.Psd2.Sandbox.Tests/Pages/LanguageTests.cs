using System.Net;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

public sealed class LanguageTests : PageTest
{
    [Theory]
    [InlineData("", null, "en")]
    [InlineData("?ui-culture=nb", "en", "nb")]
    [InlineData("?ui-culture=nb-NO", null, "nb")]
    [InlineData("?ui-culture=NN", null, "nb")]
    [InlineData("?ui-culture=no", null, "nb")]
    [InlineData("?ui-culture=en-GB", "nb", "en")]
    [InlineData("?ui-culture=", "nb", "nb")]
    [InlineData("?ui-culture=sv", "nb", "nb")]
    [InlineData("?ui-culture=sv&ui-culture=nb", null, "nb")]
    [InlineData("?ui-culture=nbx", null, "en")]
    [InlineData("", "nb-NO,nb;q=0.9,en;q=0.8", "nb")]
    [InlineData("", "en;q=0.5, nb;q=0.9", "nb")]
    [InlineData("", "sv, nb;q=0.8, en;q=0.7", "nb")]
    [InlineData("", "nb;q=0, en", "en")]
    [InlineData("", "nb;q=0", "en")]
    [InlineData("", "*", "en")]
    [InlineData("", "da, fi", "en")]
    [InlineData("", ";;,=", "en")]
    public async Task The_address_decides_else_the_browser(string query, string? accepted, string language)
    {
        using var response = await OpenAsync($"/{query}", accepted is null ? [] : [("Accept-Language", accepted)]);

        AssertPage(HttpStatusCode.OK, response, language);
        Assert.Contains($"<html lang=\"{language}\">", await HtmlAsync(response), StringComparison.Ordinal);
    }
}
