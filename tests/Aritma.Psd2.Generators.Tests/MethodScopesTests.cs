namespace Aritma.Psd2.Generators.Tests;

/// <summary>How the scopes of a client whose methods differ are emitted.</summary>
public class MethodScopesTests
{
    [Fact]
    public void Methods_that_differ_are_told_apart_by_their_name()
    {
        var text = Run("""
            [Psd2Scopes("a", "b")]
            interface IApi
            {
                [Get("/1")] Task<string> OneAsync();
                [Get("/2")] Task<string> TwoAsync();
                [Get("/3"), Psd2Scopes("c")] Task<string> ThreeAsync();
                [Get("/4"), Psd2Anonymous] Task<string> FourAsync();
            }
            """).MustCompile().Text;

        Assert.Contains(Lines(3, """
            var scopeSets = new string[][]
            {
                new string[] { "a", "b" },
                new string[] { "c" },
            };
            builder.AddGeneratedClient(client, scopeSets, ScopeSetOfApi);
            """), text, StringComparison.Ordinal);
        Assert.Contains(Lines(2, """
            private static int ScopeSetOfApi(global::System.Net.Http.HttpRequestMessage request) => MethodName(request) switch
            {
                "OneAsync" => 0,
                "TwoAsync" => 0,
                "ThreeAsync" => 1,
                "FourAsync" => global::Aritma.Psd2.Psd2Builder.Anonymous,
                null => global::Aritma.Psd2.Psd2Builder.UnknownMethod,
                _ => global::Aritma.Psd2.Psd2Builder.NoScopes,
            };
            """), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Get(\"/all\")] Task<string> GetAsync(); [Get(\"/all/{id}\"), Psd2Scopes(\"b\")] Task<string> GetAsync(int id);")]
    [InlineData("[Get(\"/all\")] Task<string> GetAsync(); [Get(\"/all/{id}\"), Psd2Anonymous] Task<string> GetAsync(int id);")]
    [InlineData("[Get(\"/all\")] Task<string> GetAsync(); [Get(\"/all/{id}\"), Psd2Scopes(\"b\")] Task<T> GetAsync<T>(int id);")]
    public void Namesakes_that_differ_get_no_token(string methods)
    {
        var text = Run($"[Psd2Scopes(\"a\")] interface IApi {{ {methods} }}").MustCompile().Text;

        Assert.Contains("\"GetAsync\" => global::Aritma.Psd2.Psd2Builder.NoScopes,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_hides_another_with_other_scopes_gets_no_token()
    {
        var text = Run("""
            [Psd2Scopes("a")] interface IBase { [Get("/base")] Task<string> GetAsync(); }
            [Psd2Scopes("b")] interface IApi : IBase { [Get("/own")] new Task<string> GetAsync(); }
            """).MustCompile().Text;

        Assert.Contains("\"GetAsync\" => global::Aritma.Psd2.Psd2Builder.NoScopes,", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Namesakes_that_agree_are_one()
    {
        var text = Run("""
            [Psd2Scopes("a")]
            interface IApi
            {
                [Get("/all")] Task<string> GetAsync();
                [Get("/all/{id}")] Task<string> GetAsync(int id);
                [Get("/count"), Psd2Scopes("b")] Task<string> CountAsync();
            }
            """).MustCompile().Text;

        Assert.Equal(2, text.Split("\"GetAsync\" => 0,").Length);
        Assert.Contains("\"CountAsync\" => 1,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Scopes(\"a\")] Task<string> TwoAsync(); }", "{ \"a\" }")]
    [InlineData("[Psd2Scopes(\"a\", \"b\")] interface IApi { [Get(\"/1\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Scopes(\"b\", \"a\", \"b\")] Task<string> TwoAsync(); }", "{ \"a\", \"b\" }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Scopes(\"a\")] Task<string> TwoAsync(); }", "{ \"a\" }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IBase { [Get(\"/1\")] Task<string> OneAsync(); } [Psd2Scopes(\"a\")] interface IApi : IBase { [Get(\"/2\")] Task<string> TwoAsync(); }", "{ \"a\" }")]
    public void A_client_whose_methods_ask_for_one_set_is_registered_with_it(string source, string scopes)
    {
        var text = Run(source).MustCompile().Text;

        Assert.Contains($"builder.AddClient(client, new string[] {scopes});", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ScopeSetOf", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Refit.MethodName", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task<string> OneAsync(); [Get(\"/2\")] Task<string> TwoAsync(); }", "OneAsync=0 TwoAsync=NoScopes")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), Psd2Anonymous] Task<string> OneAsync(); }", "OneAsync=Anonymous")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), Psd2Anonymous, Psd2Scopes(\"b\")] Task<string> OneAsync(); }", "OneAsync=NoScopes")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\")] Task<string> @event(); [Get(\"/2\"), Psd2Anonymous] Task<string> @class(); }", "event=0 class=Anonymous")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\")] Task<string> ÆrligAsync(); [Get(\"/2\"), Psd2Anonymous] Task<string> B(); }", "ÆrligAsync=0 B=Anonymous")]
    [InlineData("[Psd2Scopes(\"a\")] interface IBase { [Get(\"/1\")] Task<string> OneAsync(); } [Psd2Scopes(\"b\")] interface IApi : IBase { [Get(\"/2\")] Task<string> TwoAsync(); }", "TwoAsync=0 OneAsync=1")]
    [InlineData("[Psd2Scopes(\"a\")] interface ICrud<T> { [Get(\"/1\")] Task<T> OneAsync(); } [Psd2Scopes(\"b\")] interface IApi : ICrud<int> { [Get(\"/2\")] Task<string> TwoAsync(); }", "TwoAsync=0 OneAsync=1")]
    [InlineData("interface IBase { [Get(\"/1\"), Psd2Scopes(\"m\")] Task<string> OneAsync(); [Get(\"/2\")] Task<string> TwoAsync(); } [Psd2Scopes(\"b\")] interface IApi : IBase;", "OneAsync=0 TwoAsync=1")]
    public void Each_method_has_its_own_scopes(string source, string expected)
    {
        var text = Run(source).MustCompile().Text;

        Assert.All(expected.Split(' '), method => Assert.Contains(
            $"\"{method.Split('=')[0]}\" => {(char.IsDigit(method[^1]) ? "" : "global::Aritma.Psd2.Psd2Builder.")}{method.Split('=')[1]},",
            text,
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_documentation_lists_the_methods_by_their_scopes()
    {
        var text = Run("""
            [Psd2Scopes("a", "b")]
            interface IApi
            {
                [Get("/1")] Task<string> OneAsync();
                [Get("/2"), Psd2Scopes("c")] Task<string> TwoAsync();
                [Get("/3"), Psd2Anonymous] Task<string> ThreeAsync();
            }
            """).Text;

        const string scopes = "what its method asks for: <c>a</c> <c>b</c> (OneAsync); <c>c</c> (TwoAsync); nothing (ThreeAsync)";
        Assert.Contains(
            $"/// <summary>Registers <see cref=\"global::IApi\"/>, whose calls carry a token for {scopes}.</summary>",
            text,
            StringComparison.Ordinal);
        Assert.Contains($"<description>{scopes}</description>", text, StringComparison.Ordinal);
    }

    private static GeneratorRun Run(string source) => new ConsumerProject(ConsumerProject.Usings + source).Run();

    private static string Lines(int depth, string lines) =>
        string.Concat(lines.Split('\n').Select(line => $"{new string(' ', depth * 4)}{line}\n"));
}
