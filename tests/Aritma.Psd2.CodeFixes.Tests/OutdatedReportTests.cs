namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>A report may be older than the document that it is to be fixed in.</summary>
public class OutdatedReportTests
{
    [Theory]
    [InlineData("PSD2002", """[Psd2Scopes("api zam")]""", """[Psd2Scopes("api-zam")]""")]
    [InlineData("PSD2004", """[Psd2Scopes("api", "zam", "api")]""", """[Psd2Scopes("api", "api", "zam")]""")]
    [InlineData("PSD2004", """[Psd2Scopes("api", "api")]""", """[Psd2Scopes("zam", "api")]""")]
    [InlineData("PSD2004", """[Psd2Scopes("api", "api")]""", "[Psd2Scopes]")]
    [InlineData("PSD2005", "[Psd2Scopes(Psd2Scope.AisRead)]", "[Psd2Scopes(Psd2Scope.ChannelPsd2)]")]
    [InlineData("PSD2008", """[Psd2Scopes("api"), Headers("Authorization: x")]""", """[Psd2Scopes("api"), Headers("Content-Encoding: y")]""")]
    public async Task Nothing_is_offered_where_something_else_stands_by_now(string id, string before, string after) =>
        Assert.Empty(await FixRun.Of(Api.With(before), id).TitlesAfterAsync(Api.With(after)));

    [Fact]
    public async Task A_document_that_is_cut_short_is_no_exception() =>
        Assert.Empty(await FixRun.Of(Api.With("[Psd2Scopes(Psd2Scope.AisRead)]"), "PSD2005").TitlesAfterAsync("using System;"));
}
