using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2013Tests
{
    private const string Bases = """
        [Psd2Scopes("base")] interface IBase { [Get("/base")] Task BaseAsync(); }
        [Psd2Scopes("b")] interface ICrud<T> { [Get("/")] Task<T> ReadAsync(); [Get("/a"), Psd2Anonymous] Task<T> FollowAsync(); }
        """;

    private static readonly Rule Rule = new("PSD2013");

    [Theory]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "# nothing\n\nIOther: a")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "#IApi: a")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "Contoso.IApi: a")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "iapi: a")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\", \"b\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi: a")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi: a b")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi: A")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi a")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\", \"b\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi: a # b")]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\", \"b\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi: a\nIApi: a b")]
    public Task What_the_file_doesnt_approve_is_reported(string source, string approved) => MustReport(approved, source);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), {|PSD2013:Psd2Scopes|}(\"b\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }", "IApi: a")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), {|PSD2013:Psd2Scopes|}(\"b\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }", "IApi: a\nIApi.OneAsync: a\n")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), {|PSD2013:Psd2Anonymous|}] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }", "IApi: a")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), {|PSD2013:Psd2Anonymous|}] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }", "IApi: a\nIApi.OneAsync: b\n")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\"), {|PSD2013:Psd2Scopes|}(\"b\")] Task OneAsync(); [Get(\"/2\")] Task TwoAsync(); }", "IApi: a\nIApi.OneAsync: anonymous\n")]
    [InlineData("interface IApi { [Get(\"/1\"), {|PSD2013:Psd2Scopes|}(\"a\")] Task OneAsync(); [Get(\"/2\"), Psd2Scopes(\"b\")] Task TwoAsync(); }", "IApi.TwoAsync: b")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\")] Task OneAsync(); [Get(\"/2\"), {|PSD2013:Psd2Scopes|}(\"b\")] Task TwoAsync(); [Get(\"/2\"), Psd2Scopes(\"b\")] Task TwoAsync(int id); }", "IApi: a")]
    public Task A_method_that_differs_is_reported_at_its_own_attribute(string source, string approved) => MustReport(approved, source);

    [Theory]
    [InlineData("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi : IBase { [Get(\"/\")] Task GetAsync(); }", "IApi: a\nIBase: base")]
    [InlineData("interface IApi : IBase { [Get(\"/\"), {|PSD2013:Psd2Scopes|}(\"a\")] Task GetAsync(); }", "IApi.GetAsync: a\nIBase: base")]
    [InlineData("[{|PSD2013,PSD2013:Psd2Scopes|}(\"a\")] interface IApi : ICrud<int> { [Get(\"/\")] Task GetAsync(); }", "IApi: a\nIBase: base")]
    [InlineData("[assembly: Psd2Client({|PSD2013:typeof(IApi)|}, \"a\")] interface IApi : IBase { [Get(\"/\")] Task GetAsync(); }", "IApi: a\nIBase: base")]
    public Task What_a_client_inherits_is_reported_at_its_own_attribute(string source, string approved) =>
        MustReport(approved, source, Bases);

    [Theory]
    [InlineData("[assembly: Psd2Client({|PSD2013:typeof(IApi)|}, \"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "")]
    [InlineData("[assembly: Psd2Client(scopes: [\"b\"], client: {|PSD2013:typeof(IApi)|})] [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "IApi: a")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] [{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }", "")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); [Get(\"/1\"), {|PSD2013:Psd2Anonymous|}] Task OneAsync(); }", "IApi: a")]
    public Task A_client_that_the_assembly_names_is_reported_where_its_scopes_are_declared(string source, string approved) =>
        MustReport(approved, source);

    [Theory]
    [InlineData("public interface IContractsApi { [Get(\"/\")] Task GetAsync(); }", ", \"a\"", "", "{|PSD2013:typeof(IContractsApi)|}")]
    [InlineData("[Psd2Scopes(\"a\")] public interface IContractsApi { [Get(\"/\")] Task GetAsync(); }", "", "", "{|PSD2013:typeof(IContractsApi)|}")]
    [InlineData("[Psd2Scopes(\"a\")] public interface IContractsApi { [Get(\"/\")] Task GetAsync(); [Get(\"/\"), Psd2Scopes(\"b\")] Task OneAsync(); }", "", "IContractsApi: a", "{|PSD2013:typeof(IContractsApi)|}")]
    [InlineData("[Psd2Scopes(\"a\")] public interface IContractsApi { [Get(\"/\")] Task GetAsync(); [Get(\"/\"), Psd2Scopes(\"b\")] Task OneAsync(); }", "", "IContractsApi: a\nIContractsApi.OneAsync: b", "typeof(IContractsApi)")]
    public Task An_interface_of_another_assembly_is_reported_where_this_one_names_it(
        string contract, string scopes, string approved, string marked)
    {
        var contracts = Rule.Project(contract) with { AssemblyName = "Contracts" };
        return AnalyzerRun.MustReportAsync(
            Rule.Project($"[assembly: Psd2Client({marked}{scopes})]") with
            {
                ApprovedScopes = approved,
                References = [contracts.Compile().ToMetadataReference()],
            },
            Rule.Id);
    }

    [Theory]
    [InlineData("IApi: a b\nIApi.OneAsync: c\nIApi.TwoAsync: anonymous\nOuter+INestedApi: a")]
    [InlineData("\n  IApi :  b\ta  # c\n\nOuter+INestedApi:a\r\nIApi.TwoAsync: anonymous#\r\n# All of it.\nIApi.OneAsync: c c\n")]
    public Task What_the_file_approves_in_any_order_is_fine(string approved) => MustStayQuiet(
        approved.Replace("anonymous#", "anonymous # no token", StringComparison.Ordinal),
        """
        [Psd2Scopes("a", "b", "a")]
        interface IApi
        {
            [Get("/1"), Psd2Scopes("c")] Task OneAsync();
            [Get("/2"), Psd2Anonymous] Task TwoAsync();
            [Get("/3"), Psd2Scopes("b", "a")] Task ThreeAsync();
            [Get("/4")] Task FourAsync();
        }
        class Outer { [Psd2Scopes("a")] internal interface INestedApi { [Get("/")] Task GetAsync(); } }
        """);

    [Fact]
    public Task Names_are_those_of_the_run_time_without_escapes() => MustStayQuiet(
        "N.Outer+event: a#b\nN.Outer+event.class: anonymous",
        """
        namespace N
        {
            class Outer
            {
                [Psd2Scopes("a#b")]
                public interface @event { [Get("/")] Task GetAsync(); [Get("/1"), Psd2Anonymous] Task @class(); }
            }
        }
        """);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface ILends<T> { [Get(\"/\")] Task<T> GetAsync(); }")]
    [InlineData("interface INoClient { [Get(\"/\"), Psd2Anonymous] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(ILends<>))] interface ILends<T> { [Get(\"/\"), Psd2Scopes(\"a\")] Task<T> GetAsync(); }")]
    public Task What_is_no_client_needs_no_approval(string source) => MustStayQuiet("", source);

    [Fact]
    public Task Without_the_file_nothing_is_reported() =>
        Rule.MustReport("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }");

    [Theory]
    [InlineData("[Psd2Scopes] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a b\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\", \"\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"ok\")] interface IApi { [Get(\"/\"), Psd2Scopes(\"a\"), Psd2Anonymous] Task GetAsync(); [Get(\"/1\")] Task OneAsync(); }")]
    [InlineData("[Psd2Scopes(\"ok\")] interface IApi { [Get(\"/\"), Psd2Scopes(\"a\")] Task GetAsync(); [Get(\"/1\")] Task GetAsync(int id); }")]
    [InlineData("class Outer { [Psd2Scopes(\"a\")] private interface IApi { [Get(\"/\")] Task GetAsync(); } }")]
    public Task What_another_rule_reports_as_an_error_and_sends_nothing_is_left_to_it(string source) => MustReport("IApi: ok", source);

    [Theory]
    [InlineData("[Psd2Scopes(Missing.Scope)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\", Missing.Scope)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\", )] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\", 42)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Psd2Scopes(Missing.Scope)] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\"), Missing] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IMissing { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"a\", Missing.Scope)] [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    public Task While_attributes_are_typed_nothing_is_reported(string source) => MustReport("IApi: a b", source);

    [Fact]
    public Task Code_that_doesnt_compile_elsewhere_changes_nothing() => MustReport(
        "", "[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); } class Broken { int x = Missing; [Missing] void M(");

    [Fact]
    public async Task Says_what_is_declared_what_is_approved_and_what_to_do()
    {
        var reports = await MustReport(
            "Contoso.IAccountsApi: banking.channel.psd2",
            """
            namespace Contoso;

            [{|PSD2013:Psd2Scopes|}(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
            interface IAccountsApi { [Get("/")] Task GetAsync(); [Get("/banks"), {|PSD2013:Psd2Anonymous|}] Task GetBanksAsync(); }
            """);

        const string remedy =
            "Declare what is approved, or update the file (dotnet format analyzers --diagnostics PSD2013) and have it reviewed.";
        Assert.Equal(
            [
                $"'Contoso.IAccountsApi' declares 'banking.channel.psd2 banking.ais.read', but Psd2Scopes.txt approves 'banking.channel.psd2' for it. {remedy}",
                $"'Contoso.IAccountsApi.GetBanksAsync' declares 'anonymous', but Psd2Scopes.txt approves nothing for it. {remedy}",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_client_in_generated_code_is_reported_too()
    {
        var project = Rule.Project("[{|PSD2013:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }");

        await AnalyzerRun.MustReportAsync(
            project with { Sources = ["// <auto-generated/>\n" + project.Sources[0]], ApprovedScopes = "" }, Rule.Id);
    }

    private static Task<ImmutableArray<Diagnostic>> MustReport(string approved, params string[] sources) =>
        AnalyzerRun.MustReportAsync(Rule.Project(sources) with { ApprovedScopes = approved }, Rule.Id);

    private static async Task MustStayQuiet(string approved, string source)
    {
        var project = Rule.Project(source) with { ApprovedScopes = approved };
        Assert.DoesNotContain(project.Compile().GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        await AnalyzerRun.MustReportAsync(project, Rule.Id, "PSD2014");
    }
}
