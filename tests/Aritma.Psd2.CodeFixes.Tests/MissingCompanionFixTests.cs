namespace Aritma.Psd2.CodeFixes.Tests;

public class MissingCompanionFixTests
{
    private const string Title = "Add Psd2Scope.ChannelPsd2";

    [Theory]
    [InlineData("[Psd2Scopes(Psd2Scope.AisRead)]", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes("api", "banking.ais.read")]""", """[Psd2Scopes("api", Psd2Scope.ChannelPsd2, "banking.ais.read")]""")]
    [InlineData("[Psd2Scopes(scopes: Psd2Scope.AisRead)]", "[Psd2Scopes(scopes: new[] { Psd2Scope.ChannelPsd2, Psd2Scope.AisRead })]")]
    [InlineData("[Psd2Scopes(new[] { Psd2Scope.AisRead })]", "[Psd2Scopes(new[] { Psd2Scope.ChannelPsd2, Psd2Scope.AisRead })]")]
    [InlineData("[Psd2Scopes(new[] {Psd2Scope.AisRead})]", "[Psd2Scopes(new[] {Psd2Scope.ChannelPsd2, Psd2Scope.AisRead})]")]
    [InlineData("[Psd2Scopes([Psd2Scope.AisRead])]", "[Psd2Scopes([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead])]")]
    [InlineData("[Psd2Scopes( /* accounts */ Psd2Scope.AisRead)]", "[Psd2Scopes( Psd2Scope.ChannelPsd2, /* accounts */ Psd2Scope.AisRead)]")]
    [InlineData("[Psd2Scopes(/* accounts */ Psd2Scope.AisRead)]", "[Psd2Scopes(Psd2Scope.ChannelPsd2, /* accounts */ Psd2Scope.AisRead)]")]
    [InlineData(
        "[Psd2Scopes(\"api\", /* accounts */ Psd2Scope.AisRead)] // all",
        "[Psd2Scopes(\"api\", Psd2Scope.ChannelPsd2, /* accounts */ Psd2Scope.AisRead)] // all")]
    [InlineData(
        "[Psd2Scopes(\n    \"api\", // all\n    // accounts\n    Psd2Scope.AisRead)]",
        "[Psd2Scopes(\n    \"api\", // all\n    Psd2Scope.ChannelPsd2,\n    // accounts\n    Psd2Scope.AisRead)]")]
    [InlineData(
        "[Psd2Scopes(\n    \"api\",\n    /* accounts */ Psd2Scope.AisRead)]",
        "[Psd2Scopes(\n    \"api\",\n    Psd2Scope.ChannelPsd2,\n    /* accounts */ Psd2Scope.AisRead)]")]
    [InlineData(
        "[Psd2Scopes(\"api\",\n            Psd2Scope.AisRead)]",
        "[Psd2Scopes(\"api\",\n            Psd2Scope.ChannelPsd2,\n            Psd2Scope.AisRead)]")]
    public async Task The_missing_scope_comes_in_front_of_the_one_that_needs_it(string before, string after)
    {
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), "PSD2005").FixAllAsync(Title)));
        Assert.Equal(
            Api.With(after).ReplaceLineEndings("\r\n"),
            Assert.Single(await FixRun.Of(Api.With(before).ReplaceLineEndings("\r\n"), "PSD2005").FixAllAsync(Title)));
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"api\",\n#if !DEBUG\n\"zam\",\n#endif\nPsd2Scope.AisRead)]")]
    [InlineData("[Psd2Scopes(\n#if DEBUG\n\"api\"\n#else\nPsd2Scope.AisRead\n#endif\n)]")]
    public async Task Nothing_is_offered_where_it_would_be_added_to_other_configurations(string attribute) =>
        Assert.Empty(await FixRun.Of(Api.With(attribute), "PSD2005").TitlesAsync());
}
