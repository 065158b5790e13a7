namespace Aritma.Psd2.CodeFixes.Tests;

public class DuplicateScopeFixTests
{
    private const string Title = "Remove the repeated scope";

    [Theory]
    [InlineData("""[Psd2Scopes("api", "zam", "api")]""", """[Psd2Scopes("api", "zam")]""")]
    [InlineData("""[Psd2Scopes("api", "api", "zam")]""", """[Psd2Scopes("api", "zam")]""")]
    [InlineData("""[Psd2Scopes("api", "api", "api")]""", """[Psd2Scopes("api")]""")]
    [InlineData("""[Psd2Scopes("api", "zam", "api", "openid", "zam", "api")]""", """[Psd2Scopes("api", "zam", "openid")]""")]
    [InlineData("""[Psd2Scopes(scopes: new[] { "api", "api" })]""", """[Psd2Scopes(scopes: new[] { "api" })]""")]
    [InlineData("""[Psd2Scopes(new[] { "api", "api", })]""", """[Psd2Scopes(new[] { "api", })]""")]
    [InlineData("""[Psd2Scopes(["api", "zam", "api"])]""", """[Psd2Scopes(["api", "zam"])]""")]
    [InlineData("""[Psd2Scopes("api", /* again */ "api", "zam")]""", """[Psd2Scopes("api", /* again */ "zam")]""")]
    [InlineData("""[Psd2Scopes("api", "zam", /* again */ "api")]""", """[Psd2Scopes("api", "zam" /* again */)]""")]
    [InlineData("""[Psd2Scopes("api", "api" /* again */, "zam")]""", """[Psd2Scopes("api", /* again */ "zam")]""")]
    [InlineData("[Psd2Scopes(\n    \"api\",\n    \"api\",\n    \"zam\")]", "[Psd2Scopes(\n    \"api\",\n    \"zam\")]")]
    [InlineData("[Psd2Scopes(\n    \"api\",\n    \"zam\",\n    \"api\")]", "[Psd2Scopes(\n    \"api\",\n    \"zam\")]")]
    [InlineData("[Psd2Scopes(\n    \"api\"\n    , \"zam\"\n    , \"api\")]", "[Psd2Scopes(\n    \"api\"\n    , \"zam\")]")]
    [InlineData(
        "[Psd2Scopes(\n    \"api\", // first\n    \"api\", // again\n    \"zam\")]",
        "[Psd2Scopes(\n    \"api\", // first\n    // again\n    \"zam\")]")]
    [InlineData(
        "[Psd2Scopes(\n    \"api\", // first\n    // of the partner\n    \"api\", \"zam\")]",
        "[Psd2Scopes(\n    \"api\", // first\n    // of the partner\n    \"zam\")]")]
    [InlineData(
        "[Psd2Scopes(\n    \"api\", // first\n    \"api\" // again\n    )]",
        "[Psd2Scopes(\n    \"api\" // first\n    // again\n    )]")]
    [InlineData(
        "[Psd2Scopes(\n    \"api\",\n    \"zam\", // first\n    \"zam\",\n    \"api\"\n)]",
        "[Psd2Scopes(\n    \"api\",\n    \"zam\" // first\n)]")]
    public async Task The_repeated_scope_goes_and_comments_stay(string before, string after)
    {
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), "PSD2004").FixAllAsync(Title)));
        Assert.Equal(
            Api.With(after).ReplaceLineEndings("\r\n"),
            Assert.Single(await FixRun.Of(Api.With(before).ReplaceLineEndings("\r\n"), "PSD2004").FixAllAsync(Title)));
    }

    [Fact]
    public async Task A_single_fix_removes_the_one_that_was_chosen()
    {
        Assert.Equal(
            Api.With("""[Psd2Scopes("api", "zam", "api")]"""),
            Assert.Single(await FixRun.Of(Api.With("""[Psd2Scopes("api", "api", "zam", "api")]"""), "PSD2004").FixFirstAsync(Title)));
    }

    [Fact]
    public async Task Nothing_is_offered_where_other_configurations_share_the_comma() => Assert.Empty(
        await FixRun.Of(Api.With("[Psd2Scopes(\"api\",\n#if DEBUG\n\"zam\"\n#else\n\"api\"\n#endif\n)]"), "PSD2004").TitlesAsync());
}
