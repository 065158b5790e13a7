using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2014Tests
{
    private const string Api = """
        [Psd2Scopes("a")]
        interface IApi
        {
            [Get("/1")] Task OneAsync();
            [Get("/2"), Psd2Scopes("b")] Task TwoAsync();
        }
        """;

    private static readonly Rule Rule = new("PSD2014");

    [Theory]
    [InlineData("{|PSD2014:IGoneApi: a|}\nIApi: a\nIApi.TwoAsync: b")]
    [InlineData("# Ours\r\nIApi: a\r\n  {|PSD2014:IApi.OneAsync: a|} # as its client\r\nIApi.TwoAsync: b\r\n")]
    [InlineData("IApi: a\nIApi.TwoAsync: b\n{|PSD2014:IApi.twoAsync: b|}")]
    [InlineData("IApi: a\nIApi.TwoAsync: b\n{|PSD2014:IApi: a|}\n{|PSD2014:IApi: a b|}\n")]
    [InlineData("{|PSD2014:<<<<<<< ours|}\nIApi: a\n{|PSD2014:=======|}\nIApi.TwoAsync: b")]
    [InlineData("{|PSD2014:IApi|}\n{|PSD2014:IApi:|}\n{|PSD2014:: a|}\n{|PSD2014:IApi: # a|}\nIApi: a\nIApi.TwoAsync: b")]
    public Task A_line_that_approves_nothing_is_reported(string approved) =>
        MustReport(approved.Replace(" # a|}", "|} # a", StringComparison.Ordinal), Api);

    [Theory]
    [InlineData("IApi: other\nIApi.TwoAsync: other", "[Psd2Scopes(\"a\")] interface IApi { [Get(\"/1\")] Task OneAsync(); [Get(\"/2\"), Psd2Scopes(\"b\")] Task TwoAsync(); }")]
    [InlineData("IApi: a", "[Psd2Scopes] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("IApi: a", "[Psd2Scopes(\"a b\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("IApi.GetAsync: a", "[Psd2Scopes(\"c\")] interface IApi { [Get(\"/\"), Psd2Scopes(\"a\"), Psd2Anonymous] Task GetAsync(); [Get(\"/1\")] Task OneAsync(); }")]
    public Task A_line_of_what_another_rule_reports_is_fine(string approved, string source) => MustReport(approved, source);

    [Theory]
    [InlineData("[Psd2Scope(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Get(Missing.Path), Psd2Scopes(Missing.Scope)] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), Missing.Scope)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IMissing))]")]
    public Task While_attributes_are_typed_nothing_is_reported(string source) => MustReport("IApi: a\nIApi.GetAsync: a", source);

    [Fact]
    public Task A_project_without_clients_needs_no_line() => MustReport("# none\n{|PSD2014:IApi: a|}", "class C;");

    [Fact]
    public async Task Says_what_is_wrong_with_the_line_and_what_to_do()
    {
        var reports = await MustReport(
            "{|PSD2014:Contoso.IGoneApi: a|}\nIApi: a\n{|PSD2014:IApi: b|}\n{|PSD2014:IApi b|}\nIApi.TwoAsync: b", Api);

        Assert.Equal(
            [
                "'Contoso.IGoneApi' is no client, and no method that has other scopes than its client. Remove the line.",
                "'IApi' is listed a second time. Remove the line.",
                "This line names no client or method with its scopes, as 'Contoso.IAccountsApi: banking.ais.read' does. Remove the line.",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
        Assert.All(reports, report => Assert.Equal(DiagnosticSeverity.Warning, report.Severity));
    }

    [Fact]
    public async Task A_file_that_the_project_names_once_more_is_read_once()
    {
        var project = Rule.Project(Api) with { ApprovedScopes = "IApi: a\nIApi.TwoAsync: b\nIGoneApi: a" };

        var reports = await AnalyzerRun.ReportsAsync(
            project.Compile(), project.BuildProperties, [.. project.AdditionalFiles, .. project.AdditionalFiles]);

        Assert.Single(reports, report => report.Id == Rule.Id);
    }

    private static Task<ImmutableArray<Diagnostic>> MustReport(string approved, string source) =>
        AnalyzerRun.MustReportAsync(Rule.Project(source) with { ApprovedScopes = approved }, Rule.Id);
}
