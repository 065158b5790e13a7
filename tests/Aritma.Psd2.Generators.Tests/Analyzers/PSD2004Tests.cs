using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2004Tests
{
    private const string Api = "interface IApi { [Get(\"/\")] Task GetAsync(); }";

    private static readonly Rule Rule = new("PSD2004");

    [Theory]
    [InlineData("[Psd2Scopes(\"api\", {|PSD2004:\"api\"|})]")]
    [InlineData("[Psd2Scopes(\"api\", \"zam\", {|PSD2004:\"api\"|}, {|PSD2004:\"api\"|})]")]
    [InlineData("[Psd2Scopes(Psd2Scope.ChannelPsd2, {|PSD2004:\"banking.\" + \"channel.psd2\"|})]")]
    [InlineData("[Psd2Scopes(new[] { \"api\", {|PSD2004:\"api\"|} })]")]
    [InlineData("[Psd2Scopes([\"api\", {|PSD2004:\"api\"|}])]")]
    public Task A_scope_that_is_declared_before_is_reported_where_it_is_repeated(string attribute) => Rule.MustReport($"{attribute} {Api}");

    [Fact]
    public async Task A_client_of_the_assembly_is_checked_too()
    {
        var report = Assert.Single(await Rule.MustReport($"[assembly: Psd2Client(typeof(IApi), \"api\", {{|PSD2004:\"api\"|}})] {Api}"));

        Assert.Equal("'IApi' declares 'api' already. Remove it here.", report.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("api", report.Properties["Scope"]);
    }

    [Theory]
    [InlineData("[Psd2Scopes({|PSD2003:\"x\"|}, {|PSD2003:\"x\"|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:\"a b\"|}, {|PSD2002:\"a b\"|})]")]
    [InlineData("[Psd2Scopes({|PSD2002:null|}, {|PSD2002:null|})]")]
    public async Task What_is_wrong_by_itself_is_not_a_duplicate_too(string attribute) =>
        await AnalyzerRun.MustReportAsync(Rule.Project($"{attribute} {Api}"), "PSD2002", "PSD2003", "PSD2004");

    [Theory]
    [InlineData("[Psd2Scopes(\"api\", \"zam\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"api\")] interface IApi { [Get(\"/\"), Psd2Scopes(\"api\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2KnownScope(\"a\")] [assembly: Psd2KnownScope(\"A\")] [Psd2Scopes(\"a\", \"A\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    public Task What_is_declared_once_in_each_attribute_is_fine(string source) => Rule.MustStayQuiet(source);
}
