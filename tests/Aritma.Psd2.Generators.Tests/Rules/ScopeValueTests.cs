namespace Aritma.Psd2.Generators.Tests.Rules;
public class ScopeValueTests
{
    [Theory]
    [InlineData("[Psd2Scopes({|PSD2003:\"banking.ais.raed\"|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:\"banking.\" + \"ais.raed\"|})]")]
    [InlineData("[Psd2Scopes(new[] { {|PSD2003:\"banking.ais.raed\"|} })]")]
    [InlineData("[Psd2Scopes(new string[] { {|PSD2003:\"banking.ais.raed\"|} })]")]
    [InlineData("[Psd2Scopes([{|PSD2003:\"banking.ais.raed\"|}])]")]
    [InlineData("[Psd2Scopes(scopes: {|PSD2003:\"banking.ais.raed\"|})]")]
    [InlineData("[Psd2Scopes(scopes: [{|PSD2003:\"banking.ais.raed\"|}])]")]
    [InlineData("[Psd2Scopes(({|PSD2003:\"banking.ais.raed\"|}))]")]
    [InlineData("[Psd2Scopes({|PSD2003:nameof(IApi)|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:Own.Scope|})]")]
    [InlineData("[Psd2Scopes({|PSD2003:$\"{Own.Scope}\"|})]")]
    [InlineData("[{|PSD2001:Psd2Scopes|}]")]
    [InlineData("[{|PSD2001:Psd2Scopes()|}]")]
    [InlineData("[Psd2Scopes({|PSD2001:null|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:[]|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:new string[0]|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:new string[] { }|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:default|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:default(string[])|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:(string[])null|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:(string)null|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:null|}, {|PSD2002:null|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:null|}, {|PSD2002:\"\"|})]")]
    [InlineData("[Psd2Scopes(new string[2])]")]
    [InlineData("[Psd2Scopes(Missing.X, \"banking.ais.raed\")]")]
    public async Task X(string a) => await AnalyzerRun.MustReportAsync(new ConsumerProject(ConsumerProject.Usings + a + "interface IApi { [Get(\"/\")] Task GetAsync(); } class Own { public const string Scope = \"banking.ais.raed\"; }"));
    [Theory]
    [InlineData("[assembly: Psd2Client({|PSD2001:typeof(IApi)|})]")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), {|PSD2003:\"banking.ais.raed\"|})]")]
    [InlineData("[assembly: Psd2KnownScope({|PSD2002:\"banking ais.raed\"|}, Requires = {|PSD2002:\"\"|})]")]
    public async Task Y(string a) => await AnalyzerRun.MustReportAsync(new ConsumerProject(ConsumerProject.Usings + a + "interface IApi { [Get(\"/\")] Task GetAsync(); } class Own { public const string Scope = \"banking.ais.raed\"; }"));
    [Theory]
    [InlineData("[Psd2Scopes({|PSD2003:\"banking.ais.raed\"|})]")]
    public async Task Z(string a) => Assert.Equal("x", (await AnalyzerRun.MustReportAsync(new ConsumerProject(ConsumerProject.Usings + "interface IApi { [Get(\"/\")] " + a + "Task GetAsync(); } class Own { public const string Scope = \"banking.ais.raed\"; }")))[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
