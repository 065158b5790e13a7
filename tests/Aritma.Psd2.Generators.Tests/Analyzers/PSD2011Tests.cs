using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2011Tests
{
    private static readonly Rule Rule = new("PSD2011");

    [Theory]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task {|PSD2011:TwoAsync|}(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task {|PSD2011:TwoAsync|}(); [Get(\"/3\")] Task {|PSD2011:ThreeAsync|}(); }")]
    [InlineData("interface {|PSD2011:IApi|} : IBase { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); } interface IBase { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface {|PSD2011:IApi|} : IBase<int> { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); } interface IBase<T> { [Get(\"/1\"), Psd2Scopes(\"a\")] Task<T> OneAsync(); [Get(\"/2\")] Task<T> TwoAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] interface IApi : IBase; interface IBase { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task {|PSD2011:TwoAsync|}(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] interface IApi { [Get(\"/1\"), Psd2Anonymous] Task OneAsync(); [Get(\"/2\")] Task {|PSD2011:TwoAsync|}(); }")]
    public Task A_method_that_nothing_authorises_is_reported(string source) => Rule.MustReport(source);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IBase; interface IBase { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\"), Psd2Anonymous] Task TwoAsync(); Task ThreeAsync() => OneAsync(); }")]
    [InlineData("interface IApi : IBase { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); } [Psd2Scopes(\"b\")] interface IBase { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface ILends<T> { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task<T> TwoAsync(); }")]
    [InlineData("interface INoClient { [Get(\"/1\"), Psd2Anonymous] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"b\")] interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }")]
    public Task A_method_with_scopes_or_anonymous_is_fine(string source) => Rule.MustStayQuiet(source);

    [Theory]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\"), Psd2Scopes(\"a\"), Psd2Anonymous] Task TwoAsync(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\"), Psd2Scopes(42)] Task TwoAsync(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\"), Psd2Scope(\"a\")] Task TwoAsync(); }")]
    [InlineData("[Psd2Scopes(] interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(")]
    [InlineData("[Psd2Scopes(Missing.Scope)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    public Task What_another_rule_or_the_compiler_reports_is_left_to_them(string source) => Rule.MustReport(source);

    [Fact]
    public async Task Says_where_the_method_is_and_what_to_do()
    {
        var reports = await Rule.MustReport("""
            interface {|PSD2011:IApi|} : IBase { [Get("/1"), Psd2Scopes("a")] Task OneAsync(); [Get("/2")] Task {|PSD2011:TwoAsync|}(int id); }
            interface IBase { [Get("/")] Task GetAsync(); }
            """);

        Assert.Equal(
            [
                "'IBase.GetAsync()' of the PSD2 client 'IApi' has no scopes, so that its calls throw. Add [Psd2Scopes] to it or to 'IApi', or [Psd2Anonymous] to it.",
                "'IApi.TwoAsync(int)' of the PSD2 client 'IApi' has no scopes, so that its calls throw. Add [Psd2Scopes] to it or to 'IApi', or [Psd2Anonymous] to it.",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_client_of_another_assembly_is_reported_where_this_one_names_it()
    {
        var contracts = Rule.Project(
            "public interface IContractsApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }")
            with
        { AssemblyName = "Contracts" };
        var report = Assert.Single(await AnalyzerRun.MustReportAsync(
            Rule.Project("[assembly: Psd2Client({|PSD2011:typeof(IContractsApi)|})]") with
            {
                References = [contracts.Compile().ToMetadataReference()],
            },
            Rule.Id));

        Assert.Equal(
            "'IContractsApi.TwoAsync()' of the PSD2 client 'IContractsApi' has no scopes, so that its calls throw. Name scopes in [assembly: Psd2Client].",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Parts_that_another_generator_writes_are_checked_too()
    {
        var project = Rule.Project(
            "partial interface IApi { [Get(\"/own\"), Psd2Scopes(\"a\")] Task OwnAsync(); }",
            "partial interface IApi { [Get(\"/generated\")] Task {|PSD2011:GeneratedAsync|}(); }");

        await AnalyzerRun.MustReportAsync(
            project with { Sources = [project.Sources[0], "// <auto-generated/>\n" + project.Sources[1]] }, "PSD2011");
    }

    [Theory]
    [InlineData("interface IBase { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Get(\"/2\")] Task {|PSD2011:TwoAsync|}(); } interface IApi : IBase { [Get(\"/3\"), Psd2Scopes(\"a\")] Task ThreeAsync(); }")]
    public Task What_a_base_interface_that_is_a_client_declares_is_reported_there_alone(string source) => Rule.MustReport(source);
}
