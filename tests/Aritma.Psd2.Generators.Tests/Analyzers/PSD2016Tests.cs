using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2016Tests
{
    private static readonly Rule Rule = new("PSD2016");

    // Refit warns of the method, and no more; the call would throw.
    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); [Get(\"/x\")] Task {|PSD2016:OddAsync|}([Query] System.Collections.Generic.IDictionary<string, object> all); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); [Get(\"/x\")] string {|PSD2016:Odd|}(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); Task {|PSD2016:NoneAsync|}(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); [Get(\"/x\")] string {|PSD2016:Odd|}(); }")]
    [InlineData("namespace N; class Outer { [Psd2Scopes(\"a\")] internal interface IApi { [Get(\"/\")] Task GetAsync(); [Get(\"/x\")] string {|PSD2016:Odd|}(); } }")]
    [InlineData("interface IBase { [Get(\"/\")] string Odd(); } [Psd2Scopes(\"a\")] interface {|PSD2016:IApi|} : IBase { [Get(\"/x\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IBase { [Get(\"/\")] string {|PSD2016:Odd|}(); } [Psd2Scopes(\"a\")] interface IApi : IBase { [Get(\"/x\")] Task GetAsync(); }")]
    public Task A_method_that_Refit_generates_no_request_for_is_reported(string source) => Rule.MustReport(source);

    [Theory]
    [InlineData("interface INoClient { [Get(\"/\")] Task GetAsync(); [Get(\"/x\")] string Odd(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : System.IDisposable { [Get(\"/\")] Task GetAsync(); Task TwiceAsync() => GetAsync(); static int Number => 1; }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/NotImplementedException\")] Task<System.NotImplementedException> GetAsync(); }")]
    public Task What_is_no_clients_call_is_left_to_Refit(string source) => Rule.MustStayQuiet(source);

    [Theory]
    [InlineData("RefitGeneratedRequestBuilding", "false")]
    [InlineData("DisableRefitSourceGenerator", "True")]
    public async Task Refit_switched_off_is_reported_once_at_the_first_client(string property, string value)
    {
        var project = Rule.Project("""
            [Psd2Scopes("a")] interface IB { [Get("/")] Task GetAsync(); }
            [Psd2Scopes("a")] interface {|PSD2016:IA|} { [Get("/")] Task GetAsync(); }
            """) with
        { Properties = [(property, value)] };

        var report = Assert.Single(await AnalyzerRun.MustReportAsync(project, Rule.Id));

        Assert.Equal(
            $"'IA' can't be called: Refit generates no request at all, since {property} is {value.ToLowerInvariant()}. Remove that property.",
            report.GetMessage(CultureInfo.InvariantCulture));
    }
}
