using Microsoft.CodeAnalysis.CodeFixes;

namespace Aritma.Psd2.CodeFixes.Tests;

public class AuthorizationFixTests
{
    private const string Header = "Remove the Authorization header";
    private const string Parameter = "Remove the parameter 'token', which sets the Authorization header";

    [Theory]
    [InlineData("""    [Headers("Authorization: Basic x")]""" + "\n", "")]
    [InlineData("""    [Headers("Authorization: Basic x")] // as agreed""" + "\n", "    // as agreed\n")]
    [InlineData("""    [Headers("Accept: text/plain", "authorization: Basic x")]""" + "\n", """    [Headers("Accept: text/plain")]""" + "\n")]
    [InlineData("""    [Headers("Authorization: Basic x", "Accept: text/plain")]""" + "\n", """    [Headers("Accept: text/plain")]""" + "\n")]
    [InlineData("""    [Headers("Authorization: Basic x", "Authorization: Basic y")]""" + "\n", "")]
    [InlineData("""    [Headers(new[] { "Authorization: Basic x" })]""" + "\n", "")]
    [InlineData("""    [Headers(["Authorization: Basic x", "Accept: text/plain"])]""" + "\n", """    [Headers(["Accept: text/plain"])]""" + "\n")]
    [InlineData("""    [Headers("Authorization: Basic x"), System.Obsolete]""" + "\n", "    [System.Obsolete]\n")]
    [InlineData("""    [System.Obsolete, Headers("Authorization: Basic x")]""" + "\n", "    [System.Obsolete]\n")]
    [InlineData("    /// <summary>All.</summary>\n    [Headers(\"Authorization: Basic x\")] [System.Obsolete]\n", "    /// <summary>All.</summary>\n    [System.Obsolete]\n")]
    [InlineData("    // all\n    [Headers(\n        \"Authorization: Basic x\",\n        \"Accept: text/plain\")]\n", "    // all\n    [Headers(\n        \"Accept: text/plain\")]\n")]
    public async Task The_header_goes_with_the_attribute_if_it_was_the_only_one(string before, string after)
    {
        const string Method = "    [Get(\"/accounts\")]\n    Task<string> GetAsync();";

        Assert.Equal(
            Api.WithMembers(after + Method),
            Assert.Single(await FixRun.Of(Api.WithMembers(before + Method), "PSD2008").FixAllAsync(Header)));
        Assert.Equal(
            Api.WithMembers(after + Method).ReplaceLineEndings("\r\n"),
            Assert.Single(await FixRun.Of(Api.WithMembers(before + Method).ReplaceLineEndings("\r\n"), "PSD2008").FixAllAsync(Header)));
    }

    [Fact]
    public async Task The_header_of_an_interface_goes()
    {
        var run = FixRun.Of(Api.With("""[Psd2Scopes("api"), Headers("Authorization: Basic x")]"""), "PSD2008");

        Assert.Equal(Api.With("""[Psd2Scopes("api")]"""), Assert.Single(await run.FixFirstAsync(Header)));
    }

    [Theory]
    [InlineData("""[Header("Authorization")] string token""", "")]
    [InlineData("[Authorize] string token", "")]
    [InlineData("""[Authorize("Basic")] string token, CancellationToken stop = default""", "CancellationToken stop = default")]
    [InlineData("""string id, [Header("authorization")] string token, [Query] int page""", "string id, [Query] int page")]
    [InlineData("""string id, [Header("Authorization")] string token""", "string id")]
    [InlineData("""string id, [Header("Authorization")] string token, [Authorize] string other""", "string id")]
    [InlineData("\n        [Header(\"Authorization\")] string token", "")]
    [InlineData(
        "\n        string id,\n        [Header(\"Authorization\")] string token,\n        int page",
        "\n        string id,\n        int page")]
    public async Task A_parameter_goes_as_a_whole(string before, string after)
    {
        string Source(string parameters) =>
            "using System.Threading;\n" + Api.WithMembers($"    [Get(\"/accounts\")]\n    Task<string> GetAsync({parameters});");

        Assert.Equal(Source(after), Assert.Single(await FixRun.Of(Source(before), "PSD2008").FixAllAsync(Parameter)));
    }

    [Fact]
    public async Task The_documentation_of_a_parameter_goes_with_it()
    {
        const string Before = """
                /// <summary>All.</summary>
                /// <param name="token">
                /// An access token.
                /// </param>
                /// <param name="page">From 0.</param>
                [Get("/accounts")]
                Task<string> GetAsync([Authorize] string token, int page);

                /// <summary>One.</summary><param name="id">Its id.</param><param name="token"/>
                [Get("/accounts/{id}")]
                Task<string> GetAsync(string id, [Authorize] string token);
            """;
        const string After = """
                /// <summary>All.</summary>
                /// <param name="page">From 0.</param>
                [Get("/accounts")]
                Task<string> GetAsync(int page);

                /// <summary>One.</summary><param name="id">Its id.</param>
                [Get("/accounts/{id}")]
                Task<string> GetAsync(string id);
            """;

        Assert.Equal(Api.WithMembers(After), Assert.Single(await FixRun.Of(Api.WithMembers(Before), "PSD2008").FixAllAsync(Parameter)));
    }

    [Fact]
    public async Task Fix_All_of_headers_leaves_parameters_and_the_other_way_round()
    {
        string Source(string header, string parameter) => Api.WithMembers($$"""
            {{header}}    [Get("/accounts/{id}")]
                Task<string> GetAsync(string id{{parameter}});
            """);
        const string HeaderLine = "    [Headers(\"Authorization: Basic x\")]\n";
        const string ParameterText = ", [Authorize] string token";

        var run = FixRun.Of(Source(HeaderLine, ParameterText), "PSD2008");

        Assert.Equal(Source("", ParameterText), Assert.Single(await run.FixAllAsync(Header, FixAllScope.Project, remaining: 1)));
        Assert.Equal([Parameter], await FixRun.Of(Source("", ParameterText), "PSD2008").TitlesAsync());
    }

    [Fact]
    public void Dotnet_format_which_fixes_solutions_leaves_parameters_that_callers_pass() => Assert.DoesNotContain(
        FixAllScope.Solution, new AuthorizationParameterFix().GetFixAllProvider().GetSupportedFixAllScopes());

    [Theory]
    [InlineData("Task<string> GetAsync(string id);", "Task<string> GetAsync(string id, [Authorize] string token);")]
    [InlineData("Task<string> GetAsync([Authorize] string token);", "Task<string> GetAsync([Authorize] int token);")]
    public async Task Nothing_is_offered_where_an_overload_would_be_left_twice(string one, string other) =>
        Assert.Empty(await FixRun.Of(Api.WithMembers($"    [Get(\"/a\")] {one}\n    [Get(\"/b\")] {other}"), "PSD2008").TitlesAsync());

    [Theory]
    [InlineData("Task<string> GetAsync(\n#if DEBUG\n[Header(\"X\")]\n#else\n[Header(\"Authorization\")]\n#endif\nstring token);")]
    [InlineData("Task<string> GetAsync(int page,\n#if DEBUG\n[Header(\"X\")] string x\n#else\n[Header(\"Authorization\")] string token\n#endif\n);")]
    [InlineData("[Headers(\"Accept: text/plain\",\n#if DEBUG\n\"X: y\"\n#else\n\"Authorization: x\"\n#endif\n)] Task<string> GetAsync();")]
    public async Task Nothing_is_offered_where_other_configurations_share_what_would_go(string method) =>
        Assert.Empty(await FixRun.Of(Api.WithMembers($"[Get(\"/a\")]\n{method}"), "PSD2008").TitlesAsync());

    [Fact]
    public async Task A_header_on_its_own_between_directives_goes()
    {
        const string Before = "#if !DEBUG\n[Headers(\"Authorization: x\")]\n#endif\n[Get(\"/a\")] Task<string> GetAsync();";
        const string After = "#if !DEBUG\n#endif\n[Get(\"/a\")] Task<string> GetAsync();";

        Assert.Equal(Api.WithMembers(After), Assert.Single(await FixRun.Of(Api.WithMembers(Before), "PSD2008").FixAllAsync(Header)));
    }

    [Theory]
    [InlineData("""[Get("/a/{token}")] Task<string> GetAsync([Header("Authorization")] string token);""")]
    [InlineData("""[Get("/a/{Token:D}/b")] Task<string> GetAsync([Authorize] int token);""")]
    [InlineData("""[Get("/a/{**token}")] Task<string> GetAsync([Authorize] string token);""")]
    public async Task Nothing_is_offered_where_the_path_names_the_parameter(string method) =>
        Assert.Empty(await FixRun.Of(Api.WithMembers(method), "PSD2008").TitlesAsync());

    [Fact]
    public async Task A_path_that_names_a_similar_parameter_is_no_obstacle() => Assert.Equal(
        Api.WithMembers("""[Get("/a/{tokenId}")] Task<string> GetAsync(int tokenId);"""),
        Assert.Single(await FixRun.Of(
            Api.WithMembers("""[Get("/a/{tokenId}")] Task<string> GetAsync([Authorize] string token, int tokenId);"""),
            "PSD2008").FixAllAsync(Parameter)));
}
