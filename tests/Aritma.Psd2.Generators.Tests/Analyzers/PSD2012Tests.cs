using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2012Tests
{
    private const string Bases = """
        [Psd2Scopes("base")] interface IBase { [Get("/base")] Task BaseAsync(); }
        interface ITwin { [Get("/base")] Task BaseAsync(); }
        """;

    private static readonly Rule Rule = new("PSD2012");

    [Theory]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes(\"a\"), {|PSD2012:Psd2Anonymous|}] Task GetAsync(); }")]
    [InlineData("interface ILends<T> { [Get(\"/\")] [{|PSD2012:Psd2AnonymousAttribute|}] [Psd2Scopes(\"a\")] Task<T> GetAsync(); }")]
    public Task Scopes_on_an_anonymous_method_are_reported(string source) => Rule.MustReport(source);

    [Fact]
    public Task An_interface_named_a_second_time_is_reported() => Rule.MustReport(
        """
        [assembly: Psd2Client(typeof(IApi), "a")]
        [assembly: Psd2Client({|PSD2012:typeof(IApi)|}, "a")]
        [assembly: Psd2Client(typeof(IOther), "b")]
        interface IApi { [Get("/")] Task GetAsync(); }
        interface IOther { [Get("/")] Task GetAsync(); }
        """,
        "[assembly: Psd2Client(scopes: [\"b\"], client: {|PSD2012:typeof(IApi)|})]");

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(string id); [Get(\"/\"), Psd2Scopes(\"b\")] Task {|PSD2012:GetAsync|}(int id); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Psd2Anonymous] Task GetAsync(string id); [Get(\"/\")] Task {|PSD2012:GetAsync|}(int id); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(string id); [Get(\"/\"), Psd2Scopes(\"b\")] Task {|PSD2012:GetAsync|}<T>(T id); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task GetAsync(string id); [Post(\"/2\"), Psd2Scopes(\"b\")] Task {|PSD2012:GetAsync|}(int id); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IBase { [Get(\"/base\")] new Task {|PSD2012:BaseAsync|}(); }")]
    [InlineData("interface IApi : IBase { [Get(\"/base\"), Psd2Scopes(\"a\")] new Task {|PSD2012:BaseAsync|}(); [Get(\"/base\"), Psd2Scopes(\"a\", \"a\")] Task {|PSD2012:BaseAsync|}(int id); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface {|PSD2012:IApi|} : IBase, ITwin { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"a\")] interface {|PSD2012:IApi|} : IBase, ITwin { [Get(\"/\")] Task GetAsync(); }")]
    public Task Methods_that_share_a_name_but_not_their_scopes_are_reported(string source) => Rule.MustReport(source, Bases);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\", \"b\")] interface IApi { [Get(\"/\")] Task GetAsync(string id); [Get(\"/\"), Psd2Scopes(\"b\", \"a\", \"b\")] Task GetAsync(int id); [Put(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task GetAsync(string id); [Get(\"/1\"), Psd2Scopes(\"b\")] Task OtherAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Psd2Anonymous] Task GetAsync(string id); [Get(\"/\"), Psd2Anonymous] Task GetAsync(int id); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : ICrud<int>, ICrud<string>; [Psd2Scopes(\"b\")] interface ICrud<T> { [Get(\"/\")] Task<T> GetAsync(T id); }")]
    [InlineData("interface INoClient { [Get(\"/\"), Psd2Anonymous] Task GetAsync(string id); [Get(\"/\")] Task GetAsync(int id); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"b\")] [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] [Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\")] Task GetAsync(); [Get(\"/2\"), Psd2Anonymous] Task OtherAsync(); }")]
    public Task Declarations_that_agree_are_fine(string source) => Rule.MustStayQuiet(source, Bases);

    [Theory]
    [InlineData("interface IApi { [Psd2Scopes(\"a\"), Psd2Anonymous] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(Missing))] [assembly: Psd2Client(typeof(Missing))]")]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes(\"a\")] Task GetAsync(string id); [Get(\"/\")] Task GetAsync(int id); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(Missing.Path)] Task GetAsync(string id); [Get(")]
    public Task What_another_rule_or_the_compiler_reports_is_left_to_them(string source) => Rule.MustReport(source);

    [Fact]
    public async Task Says_what_contradicts_what_and_what_to_do()
    {
        var reports = await Rule.MustReport(
            """
            [assembly: Psd2Client(typeof(IApi), "a")]
            [assembly: Psd2Client({|PSD2012:typeof(IApi)|}, "b")]
            interface IApi
            {
                [Get("/1"), Psd2Scopes("a"), {|PSD2012:Psd2Anonymous|}] Task OneAsync();
                [Get("/2")] Task TwoAsync(string id);
                [Get("/2"), Psd2Scopes("b")] Task {|PSD2012:TwoAsync|}(int id);
            }
            """,
            Bases);

        Assert.Equal(
            [
                "[assembly: Psd2Client] names 'IApi' a second time. Remove one of the two.",
                "'IApi.OneAsync()' has both [Psd2Scopes] and [Psd2Anonymous]. Remove one of the two.",
                "'IApi.TwoAsync(int)' and 'IApi.TwoAsync(string)' share a name, but not their scopes. Rename one of them.",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public Task A_client_of_another_assembly_is_reported_where_this_one_names_it()
    {
        var contracts = Rule.Project("""
            public interface IContractsApi
            {
                [Get("/"), Psd2Scopes("a")] Task GetAsync(int id);
                [Get("/"), Psd2Scopes("b")] Task GetAsync(string id);
            }
            """) with
        {
            AssemblyName = "Contracts",
        };
        return AnalyzerRun.MustReportAsync(
            Rule.Project("[assembly: Psd2Client({|PSD2012:typeof(IContractsApi)|})]") with
            {
                References = [contracts.Compile().ToMetadataReference()],
            },
            Rule.Id);
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IBase { [Get(\"/1\")] Task GetAsync(); [Get(\"/2\"), Psd2Scopes(\"b\")] Task {|PSD2012:GetAsync|}(int id); } [Psd2Scopes(\"a\")] interface IApi : IBase { [Get(\"/3\")] Task ThreeAsync(); }")]
    public Task What_a_base_interface_that_is_a_client_declares_is_reported_there_alone(string source) => Rule.MustReport(source);
}
