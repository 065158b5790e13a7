using Aritma.Psd2.Generators.Tests;

namespace Aritma.Psd2.CodeFixes.Tests;

public class SplitScopesFixTests
{
    private const string Split = "Split into Psd2Scope.ChannelPsd2, Psd2Scope.AisRead";

    [Theory]
    [InlineData("""[Psd2Scopes("banking.channel.psd2 banking.ais.read")]""", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes("api", "banking.channel.psd2\t banking.ais.read\n")]""", """[Psd2Scopes("api", Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]""")]
    [InlineData("[Psd2Scopes(Psd2Scope.ChannelPsd2 + \" \" + Psd2Scope.AisRead)]", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("[Psd2Scopes($\"{Psd2Scope.ChannelPsd2} {Psd2Scope.AisRead}\")]", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes("banking.channel.psd2, banking.ais.read")]""", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes("banking.channel.psd2 ; banking.ais.read;")]""", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes(("banking.channel.psd2 banking.ais.read"))]""", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes(scopes: "banking.channel.psd2 banking.ais.read")]""", "[Psd2Scopes(scopes: new[] { Psd2Scope.ChannelPsd2, Psd2Scope.AisRead })]")]
    [InlineData("""[Psd2Scopes(scopes: new[] { "banking.channel.psd2 banking.ais.read" })]""", "[Psd2Scopes(scopes: new[] { Psd2Scope.ChannelPsd2, Psd2Scope.AisRead })]")]
    [InlineData("""[Psd2Scopes(["banking.channel.psd2 banking.ais.read"])]""", "[Psd2Scopes([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead])]")]
    [InlineData(
        """[Psd2Scopes(new string[] { "api", /* both */ "banking.channel.psd2 banking.ais.read", })]""",
        """[Psd2Scopes(new string[] { "api", /* both */ Psd2Scope.ChannelPsd2, Psd2Scope.AisRead, })]""")]
    public async Task Each_scope_of_a_string_becomes_a_value(string before, string after)
    {
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), "PSD2002").FixFirstAsync(Split)));
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), "PSD2002").FixAllAsync(Split)));
    }

    [Fact]
    public async Task Values_on_lines_of_their_own_stay_so()
    {
        const string Before = """
            [Psd2Scopes(
                // what every call needs
                "api", // for now
                "banking.channel.psd2 banking.ais.read")] // accounts
            """;
        const string After = """
            [Psd2Scopes(
                // what every call needs
                "api", // for now
                Psd2Scope.ChannelPsd2,
                Psd2Scope.AisRead)] // accounts
            """;

        Assert.Equal(Api.With(After), Assert.Single(await FixRun.Of(Api.With(Before), "PSD2002").FixFirstAsync(Split)));
        Assert.Equal(
            Api.With(After).ReplaceLineEndings("\r\n"),
            Assert.Single(await FixRun.Of(Api.With(Before).ReplaceLineEndings("\r\n"), "PSD2002").FixFirstAsync(Split)));
    }

    [Theory]
    [InlineData("""[Psd2Scopes(" banking.ais.read")]""", "Change to Psd2Scope.AisRead", "[Psd2Scopes(Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes(scopes: "api\u00A0")]""", "Change to 'api'", """[Psd2Scopes(scopes: "api")]""")]
    public async Task White_space_around_a_scope_goes(string before, string title, string after)
    {
        var run = FixRun.Of(Api.With(before), "PSD2002");

        Assert.Equal([title], await run.TitlesAsync());
        Assert.Equal(Api.With(after), Assert.Single(await run.FixFirstAsync(title)));
    }

    [Fact]
    public async Task Fix_All_mends_several_strings_of_one_attribute_and_a_scope_named_twice_in_a_string_once()
    {
        const string Before = """[Psd2Scopes("api api", Psd2Scope.AisRead, " zam", "openid profile")]""";
        const string After = """[Psd2Scopes("api", Psd2Scope.AisRead, "zam", "openid", "profile")]""";

        Assert.Equal(Api.With(After), Assert.Single(await FixRun.Of(Api.With(Before), "PSD2002").FixAllAsync("Change to 'api'")));
    }

    [Fact]
    public async Task The_scopes_that_an_assembly_gives_a_client_are_split()
    {
        const string Source = """
            using System.Threading.Tasks;
            using Refit;

            [assembly: Aritma.Psd2.Psd2Client(typeof(IAccountsApi), SCOPES)]

            public interface IAccountsApi
            {
                [Get("/accounts")]
                Task<string> GetAsync();
            }
            """;

        var run = FixRun.Of(Source.Replace("SCOPES", "\"banking.channel.psd2 api\"", StringComparison.Ordinal), "PSD2002");

        Assert.Equal(
            Source.Replace("SCOPES", "Psd2Scope.ChannelPsd2, \"api\"", StringComparison.Ordinal)
                .Replace("using Refit;", "using Aritma.Psd2;\nusing Refit;", StringComparison.Ordinal),
            Assert.Single(await run.FixFirstAsync("Split into Psd2Scope.ChannelPsd2, 'api'")));
    }

    [Fact]
    public async Task A_known_scope_is_trimmed()
    {
        const string Before = """
            using Aritma.Psd2;

            [assembly: Psd2KnownScope(" contoso.read")]
            """;
        const string After = """
            using Aritma.Psd2;

            [assembly: Psd2KnownScope("contoso.read")]
            """;

        Assert.Equal(After, Assert.Single(await FixRun.Of(Before, "PSD2002").FixAllAsync("Change to 'contoso.read'")));
    }

    [Fact]
    public async Task Nothing_is_offered_where_one_scope_only_can_stand() =>
        Assert.Empty(await FixRun.Of("""[assembly: Aritma.Psd2.Psd2KnownScope("a b")]""", "PSD2002").TitlesAsync());

    [Theory]
    [InlineData("""[Psd2Scopes("")]""")]
    [InlineData("""[Psd2Scopes(" ")]""")]
    [InlineData("""[Psd2Scopes("api", null!)]""")]
    [InlineData("""[Psd2Scopes("l\u00E6s")]""")]
    [InlineData("""[Psd2Scopes("api l\u00E6s")]""")]
    public async Task Nothing_is_offered_where_a_part_is_no_scope_token(string attribute) =>
        Assert.Empty(await FixRun.Of(Api.With(attribute), "PSD2002").TitlesAsync());

    [Theory]
    [InlineData("[Psd2Scopes(\"api \"\n#if DEBUG\n+ \"zam\"\n#else\n+ \"reconcile\"\n#endif\n)]")]
    [InlineData("[Psd2Scopes(\"api \" // for now\n    + \"zam\")]")]
    public async Task Nothing_is_offered_where_a_directive_or_a_comment_would_be_lost(string attribute) =>
        Assert.Empty(await FixRun.Of(Api.With(attribute), "PSD2002").TitlesAsync());

    [Fact]
    public async Task A_string_between_directives_is_split() => Assert.Equal(
        Api.With("[Psd2Scopes(\n#if DEBUG\n    \"zam\"\n#else\n    \"api\",\n    \"openid\"\n#endif\n)]"),
        Assert.Single(await FixRun.Of(Api.With("[Psd2Scopes(\n#if DEBUG\n    \"zam\"\n#else\n    \"api openid\"\n#endif\n)]"), "PSD2002")
            .FixAllAsync("Split into 'api', 'openid'")));

    [Theory]
    [InlineData("""[Psd2Scopes("banking.channel.psd2 banking.ais.read", "banking.ais.read zam")]""", Split, """[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead, "zam")]""")]
    [InlineData("""[Psd2Scopes("api zam", "zam api", "openid")]""", "Split into 'api', 'zam'", """[Psd2Scopes("api", "zam", "openid")]""")]
    [InlineData("""[Psd2Scopes("api zam", "api")]""", "Change to 'zam'", """[Psd2Scopes("zam", "api")]""")]
    [InlineData("""[Psd2Scopes("api", " api")]""", "Remove what the list has already", """[Psd2Scopes("api")]""")]
    public async Task A_scope_that_the_list_has_already_is_not_repeated(string before, string title, string after) =>
        Assert.Equal(Api.With(after), Assert.Single(await FixRun.Of(Api.With(before), "PSD2002").FixAllAsync(title)));

    [Theory]
    [InlineData("""[Psd2Scopes("banking.channel.psd2,banking.ais.read")]""", "[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]")]
    [InlineData("""[Psd2Scopes("api", "banking.channel.psd2+banking.ais.read;api")]""", """[Psd2Scopes("api", Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]""")]
    [InlineData("""[Psd2Scopes("banking.channel.psd2;banking.ais.read", "banking.ais.read,zam")]""", """[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead, "zam")]""")]
    public async Task A_list_of_known_scopes_is_split_at_its_separators(string before, string after)
    {
        var run = FixRun.Of(Api.With(before), "PSD2003");

        Assert.Equal([Split], await run.TitlesAsync());
        Assert.Equal(Api.With(after), Assert.Single(await run.FixAllAsync(Split)));
    }

    [Theory]
    [InlineData("""[Psd2Scopes("contoso.a+contoso.b")]""", "")]
    [InlineData("""[Psd2Scopes("contoso.a,")]""", "")]
    public async Task A_scope_token_that_is_no_list_with_a_known_scope_is_not_split(string attribute, string allowed)
    {
        var titles = await FixRun.Of(new ConsumerProject(Api.With(attribute)) { AllowedScopes = allowed }, "PSD2003").TitlesAsync();

        Assert.DoesNotContain(titles, title => title.StartsWith("Split", StringComparison.Ordinal));
        Assert.NotEmpty(titles);
    }
}
