namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>An array whose size is written takes neither more values nor fewer: CS0847.</summary>
public class SizedArrayTests
{
    [Theory]
    [InlineData("PSD2002", """[Psd2Scopes(new string[1] { "api zam" })]""")]
    [InlineData("PSD2003", """[Psd2Scopes(new string[2] { "banking.ais.raed", "banking.ais.raed" })]""", "Declare 'banking.ais.raed' as a known scope")]
    [InlineData("PSD2004", """[Psd2Scopes(scopes: new string[2] { "api", "api" })]""")]
    [InlineData("PSD2005", "[Psd2Scopes(new string[1] { Psd2Scope.AisRead })]")]
    [InlineData("PSD2008", """[Psd2Scopes("api"), Headers(new string[2] { "Authorization: Basic x", "X-Trace: 1" })]""")]
    public async Task No_value_of_it_is_changed(string id, string attributes, params string[] offered) =>
        Assert.Equal(offered, await FixRun.Of(Api.With(attributes), id).TitlesAsync());

    [Fact]
    public async Task Fix_All_leaves_it()
    {
        string Source(string first) => Api.WithMembers($$"""
                [Get("/a"), Psd2Scopes({{first}})] Task<string> FirstAsync();
                [Get("/b"), Psd2Scopes(new string[1] { "api openid" })] Task<string> SecondAsync();
            """);

        Assert.Equal(
            Source("\"api\", \"zam\""),
            Assert.Single(await FixRun.Of(Source("\"api zam\""), "PSD2002").FixAllAsync("Split into 'api', 'zam'", remaining: 1)));
    }
}
