using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2005Tests
{
    private const string Api = "interface IApi { [Get(\"/\")] Task GetAsync(); }";

    private static readonly Rule Rule = new("PSD2005");

    [Fact]
    public async Task Account_information_without_its_channel_is_a_hint()
    {
        var report = Assert.Single(await Rule.MustReport($"[Psd2Scopes(\"api\", {{|PSD2005:Psd2Scope.AisRead|}})] {Api}"));

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
        Assert.Equal(
            "'IApi' declares 'banking.ais.read' without 'banking.channel.psd2': Aritma's examples always ask for both. Add it.",
            report.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("banking.ais.read", report.Properties["Scope"]);
    }

    [Theory]
    [InlineData("[Psd2Scopes(Psd2Scope.ChannelPsd2)] interface IApi { [Get(\"/\"), Psd2Scopes({|PSD2005:Psd2Scope.AisRead|})] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes({|PSD2005:Psd2Scope.AisRead|}, Psd2Scope.AisRead)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), {|PSD2005:Psd2Scope.AisRead|})] [Psd2Scopes(Psd2Scope.ChannelPsd2)] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    public Task Each_attribute_is_judged_alone_as_it_replaces_the_others(string source) => Rule.MustReport(source);

    [Theory]
    [InlineData("Psd2Scope.ChannelPsd2, Psd2Scope.AisRead")]
    [InlineData("Psd2Scope.AisRead, Psd2Scope.ChannelPsd2")]
    [InlineData("Psd2Scope.ChannelPsd2")]
    [InlineData("\"api\"")]
    public Task Scopes_that_have_all_that_they_go_with_are_fine(string scopes) => Rule.MustStayQuiet($"[Psd2Scopes({scopes})] {Api}");

    [Theory]
    [InlineData("Psd2Scope.AisRead, \"banking.chanel.psd2\"")]
    [InlineData("Psd2Scope.AisRead, \"banking.channel.psd2 \"")]
    [InlineData("Psd2Scope.AisRead, Missing.Scope")]
    [InlineData("Psd2Scope.AisRead, string.Empty")]
    public Task Nothing_is_missing_while_another_scope_is_wrong(string scopes) => Rule.MustReport($"[Psd2Scopes({scopes})] {Api}");

    [Fact]
    public async Task What_a_closed_list_rules_out_is_not_asked_for() => await AnalyzerRun.MustReportAsync(
        Rule.Project($"[Psd2Scopes(Psd2Scope.AisRead)] {Api}") with { AllowedScopes = "banking.ais.read" }, "PSD2005", "PSD2006");
}
