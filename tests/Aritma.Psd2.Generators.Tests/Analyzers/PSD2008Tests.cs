using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2008Tests
{
    private const string Own = "static class Own { public const string Name = \"AUTHORIZATION\"; public const string Value = \"abc\"; }";

    private static readonly Rule Rule = new("PSD2008");

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] [Headers({|PSD2008:\"Authorization: Bearer abc\"|})] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Headers(\"X: 1\", {|PSD2008:\"authorization : Basic abc\"|})] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Headers({|PSD2008:\"Authorization:abc\"|})] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Headers(new[] { \"X: 1\", {|PSD2008:\"Authorization: abc\"|} })] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Headers(headers: [{|PSD2008:\"Authorization: abc\"|}, \"X: 1\"])] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Headers({|PSD2008:Own.Name + \": \" + Own.Value|})] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Headers({|PSD2008:$\"{Own.Name}: {Own.Value}\"|})] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync([Header({|PSD2008:\"Authorization\"|})] string token); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync([Header({|PSD2008:Own.Name|})] string token); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync([{|PSD2008:Authorize|}] string token); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync([{|PSD2008:Authorize(\"Basic\")|}] string token); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\"), Psd2Scopes(\"b\")] Task TwoAsync([Header({|PSD2008:\"Authorization\"|})] string token); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface ILends<T> { [Get(\"/\")] Task<T> GetAsync([Header({|PSD2008:\"Authorization\"|})] string token); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"a\")] interface IApi { [Get(\"/\")] Task GetAsync([Header({|PSD2008:\"Authorization\"|})] string token); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Headers({|PSD2008:\"Authorization: abc\"|})] interface IApi { [Get(\"/1\"), Psd2Anonymous] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }")]
    public Task Authorization_set_by_hand_is_reported(string source) => Rule.MustReport(source, Own);

    [Theory]
    [InlineData("Authorization: Bearer")]
    [InlineData("Authorization: bearer ")]
    [InlineData("Authorization")]
    [InlineData("Authorization:")]
    [InlineData("Authorization: ")]
    [InlineData("Proxy-Authorization: Basic abc")]
    [InlineData("X-Authorization: Bearer abc")]
    [InlineData("X: Authorization: abc")]
    [InlineData("")]
    public Task A_header_that_sets_no_authorization_is_fine(string header) => Rule.MustStayQuiet(
        $"[Psd2Scopes(\"a\"), Headers(\"{header}\")] interface IApi {{ [Get(\"/\"), Headers(\"{header}\")] Task GetAsync([Header(\"X\")] string own); }}");

    [Theory]
    [InlineData("[Headers(\"Authorization: abc\")] interface INoClient { [Get(\"/\")] Task GetAsync([Header(\"Authorization\")] string token); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), Psd2Anonymous, Headers(\"Authorization: abc\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), Psd2Anonymous] Task OneAsync([Header(\"Authorization\")] string token); [Get(\"/2\")] Task TwoAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Headers(\"Authorization: abc\")] interface IApi { [Get(\"/1\"), Psd2Anonymous] Task OneAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); void Not([Header(\"Authorization\")] string token) { } }")]
    [InlineData("class Authorize : System.Attribute { } [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync([global::Authorize] string token); }")]
    public Task What_carries_no_token_of_a_client_may_set_it(string source) => Rule.MustStayQuiet(source);

    // The interface, or the assembly, that sets it is where it is reported, if it is a client's own.
    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IOne : IBase { [Get(\"/1\")] Task OneAsync(); } [Headers(\"Authorization: abc\")] interface IBase { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Headers(\"Authorization: abc\")] interface IApi { [Get(\"/1\"), Headers(\"Authorization\")] Task OneAsync(); [Get(\"/2\"), Headers(\"X: 1\", \" authorization \")] Task TwoAsync(); }")]
    public Task What_sets_no_header_of_a_clients_own_calls_is_fine(string source) => Rule.MustStayQuiet(source);

    [Fact]
    public Task A_header_that_only_some_methods_take_away_is_reported() => Rule.MustReport("""
        [Psd2Scopes("a")] [Headers({|PSD2008:"Authorization: abc"|})]
        interface IApi { [Get("/1"), Headers("Authorization")] Task OneAsync(); [Get("/2"), Headers("X: 1")] Task TwoAsync(); }
        """);

    [Fact]
    public async Task Says_what_to_do_and_never_the_value()
    {
        var reports = await Rule.MustReport("""
            [Psd2Scopes("a"), Headers({|PSD2008:"Authorization: Bearer s3cret"|})]
            interface IApi { [Get("/")] Task GetAsync([Header({|PSD2008:"Authorization"|})] string one, [{|PSD2008:Authorize|}] string two); }
            """);

        Assert.Equal(
            [
                "[Headers] sets the Authorization header of 'IApi', so that its calls carry no token of its scopes. Remove it.",
                "[Header] sets the Authorization header of 'IApi.GetAsync(string, string)', so that its calls carry no token of its scopes. Remove it, or mark the method [Psd2Anonymous].",
                "[Authorize] sets the Authorization header of 'IApi.GetAsync(string, string)', so that its calls carry no token of its scopes. Remove it, or mark the method [Psd2Anonymous].",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal(
            [DiagnosticSeverity.Warning, DiagnosticSeverity.Warning, DiagnosticSeverity.Info], reports.Select(report => report.Severity));
    }

    [Fact]
    public Task A_pragma_suppresses_it() => Rule.MustStayQuiet("""
        #pragma warning disable PSD2008
        [Psd2Scopes("a"), Headers("Authorization: abc")] interface IApi { [Get("/")] Task GetAsync(); }
        """);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\"), Headers(Missing.Value)] interface IApi { [Get(\"/\")] Task GetAsync([Header(Missing.Value)] string token); }")]
    [InlineData("[Psd2Scopes(\"a\"), Headers(\"Authorization: a] interface IApi { [Get(\"/\")] Task GetAsync([Header(] string token); }")]
    [InlineData("[Psd2Scopes(\"a\"), Headers] interface IApi { [Get(\"/\")] Task GetAsync([Header] string token, [Header(null)] string other); }")]
    [InlineData("[Psd2Scopes(\"a\"), Headers(null)] interface IApi { [Get(\"/\")] Task GetAsync([Header(42)] string token); }")]
    public Task Half_written_code_is_left_to_the_compiler(string source) => Rule.MustReport(source);
}
