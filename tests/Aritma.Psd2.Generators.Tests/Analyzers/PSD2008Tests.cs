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

    [Fact]
    public Task A_header_of_an_inherited_interface_is_reported_once_where_it_stands() => Rule.MustReport(
        """
        [Psd2Scopes("a")] interface IOne : IBase<int> { [Get("/1")] Task OneAsync(); }
        [Psd2Scopes("a")] interface ITwo : IBase<string> { [Get("/2")] Task TwoAsync(); }
        """,
        """
        interface IBase<T> : IRoot { [Get("/")] Task<T> GetAsync([Header({|PSD2008:"Authorization"|})] string token); }
        [Headers({|PSD2008:"Authorization: abc"|})] interface IRoot { }
        [Headers("Authorization: abc")] interface IElsewhere { [Get("/")] Task GetAsync(); }
        """);

    [Theory]
    [InlineData("[assembly: Psd2Client({|PSD2008:typeof(IOne)|}, \"a\")]", "[Header] IOne.GetAsync(string)")]
    [InlineData("[Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : IOne;", "[Header] IOne.GetAsync(string)")]
    [InlineData("interface IBetween : IOne; [Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : IBetween;", "[Header] IOne.GetAsync(string)")]
    [InlineData("[assembly: Psd2Client(typeof(IMine), \"a\")] interface {|PSD2008:IMine|} : IOne;", "[Header] IOne.GetAsync(string)")]
    [InlineData("[assembly: Psd2Client(typeof(IMine), \"a\")] [Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : IOne;", "[Header] IOne.GetAsync(string)")]
    [InlineData("[assembly: Psd2Client({|PSD2008:typeof(IOne)|}, \"a\")] [assembly: Psd2Client(typeof(IOne), \"a\")]", "[Header] IOne.GetAsync(string)")]
    [InlineData("[Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : IGeneric<int>;", "[Headers] IGeneric<int>.GetAsync()")]
    [InlineData("[assembly: Psd2Client({|PSD2008:typeof(IAnnotated)|})]", "[Headers] IAnnotated")]
    [InlineData("[Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : IHeadersOnly { [Get(\"/\")] Task GetAsync(); }", "[Headers] IHeadersOnly")]
    [InlineData("[Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : ILightly, IAnnotated;", "[Headers] IAnnotated")]
    [InlineData("[Psd2Scopes(\"a\")] interface {|PSD2008:IMine|} : ILightly;", "[Authorize] ILightly.GetAsync(string)", DiagnosticSeverity.Info)]
    public async Task What_a_referenced_assembly_sets_is_reported_once_at_the_client(
        string source, string setter, DiagnosticSeverity severity = DiagnosticSeverity.Warning)
    {
        var report = Assert.Single(await AnalyzerRun.MustReportAsync(WithContracts(source), "PSD2008"));

        var (attribute, owner) = (setter.Split(' ')[0], setter.Split(' ')[1]);
        Assert.Equal(
            $"{attribute} sets the Authorization header of '{owner}', so that its calls carry no token of its scopes. Remove it in the assembly 'Contoso.Contracts', or use an interface without it.",
            report.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(severity, report.Severity);
    }

    [Theory]
    [InlineData("interface INoClient : IOne;")]
    [InlineData("[Psd2Scopes(\"a\")] interface IMine : IFine;")]
    [InlineData("[Psd2Scopes(\"a\")] interface IMine : IAnonymous { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IFine), \"a\")]")]
    [InlineData("[Psd2Scopes(\"a\")] interface IMine : IHeadersOnly { [Get(\"/\"), Psd2Anonymous] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IGeneric<int>), \"a\")]")]
    [InlineData("[Psd2Scopes(\"a\")] interface ILends<T> : IOne { [Get(\"/\")] Task<T> ReadAsync(); }")]
    public Task What_a_referenced_assembly_does_not_set_for_a_client_is_fine(string source) =>
        AnalyzerRun.MustReportAsync(WithContracts(source), "PSD2008");

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

    // As a client sees them, without their sources.
    private static ConsumerProject WithContracts(string source)
    {
        var contracts = (Rule.Project("""
            public interface IOne { [Get("/")] Task GetAsync([Header("Authorization")] string token); }
            public interface IGeneric<T> { [Get("/"), Headers("X: 1", "Authorization: abc")] Task<T> GetAsync(); }
            [Psd2Scopes("api"), Headers("authorization : abc")] public interface IAnnotated { [Get("/annotated")] Task ReadAsync(); }
            [Headers("Authorization: abc")] public interface IHeadersOnly;
            public interface ILightly { [Get("/lightly")] Task GetAsync([Authorize] string token); }
            public interface IAnonymous { [Get("/anonymous"), Psd2Anonymous] Task OneAsync([Header("Authorization")] string token); }
            [Headers("Authorization: Bearer", "Authorization", null!)] public interface IFine
            {
                [Get("/fine"), Headers("X: 1")] Task GetAsync([Header("X")] string own);
                void Not([Header("Authorization")] string token) { }
            }
            """) with { AssemblyName = "Contoso.Contracts" }).Compile();
        var image = new MemoryStream();
        Assert.True(contracts.Emit(image).Success);
        image.Position = 0;
        return Rule.Project(source) with { References = [MetadataReference.CreateFromStream(image)] };
    }
}
