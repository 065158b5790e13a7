using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2006Tests
{
    private const string Api = "interface IApi { [Get(\"/\")] Task GetAsync(); }";

    private static readonly Rule Rule = new("PSD2006");

    [Fact]
    public async Task A_known_scope_outside_of_the_closed_list_is_reported()
    {
        var project = Rule.Project($"[Psd2Scopes(Psd2Scope.ChannelPsd2, {{|PSD2006:\"api\"|}})] {Api}") with
        {
            AllowedScopes = "banking.channel.psd2 banking.ais.read",
        };

        var report = Assert.Single(await AnalyzerRun.MustReportAsync(project, "PSD2003", "PSD2006"));

        Assert.Equal(
            "'api' of 'IApi' is not among the Psd2AllowedScopes of this project (banking.channel.psd2 banking.ais.read). "
                + "Use one of these, or add it to the property.",
            report.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("api", report.Properties["Scope"]);
    }

    [Theory]
    [InlineData("[assembly: Psd2Client(typeof(IApi), {|PSD2006:\"api\"|})] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes({|PSD2006:\"api\"|})] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2KnownScope(\"a\")] [Psd2Scopes({|PSD2006:\"a\"|}, {|PSD2006:\"a\"|})] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes({|PSD2003:\"ap\"|}, {|PSD2002:\"api zam\"|})] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    public async Task A_scope_gets_one_report_about_itself(string source) => await AnalyzerRun.MustReportAsync(
        Rule.Project(source) with { AllowedScopes = "zam" }, "PSD2002", "PSD2003", "PSD2004", "PSD2006");

    [Theory]
    [InlineData("[assembly: Psd2Client({|PSD2006:typeof(Contracts.IAnnotated)|})]")]
    [InlineData("[assembly: Psd2Client({|PSD2006:typeof(Contracts.IByMethod)|}, \"zam\")]")]
    [InlineData("[assembly: Psd2Client({|PSD2006:typeof(Contracts.IDerived)|}, \"zam\")]")]
    [InlineData("[Psd2Scopes(\"zam\")] interface {|PSD2006:IApi|} : Contracts.IAnnotated { [Get(\"/own\")] Task OwnAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(Contracts.IAnnotated), \"zam\")]")]
    [InlineData("[assembly: Psd2Client(typeof(Contracts.IPlain), \"zam\")]")]
    [InlineData("[Psd2Scopes(\"zam\")] interface IApi : Contracts.IPlain { [Get(\"/own\")] Task OwnAsync(); }")]
    public async Task The_list_is_closed_for_what_other_assemblies_declare(string source) => await AnalyzerRun.MustReportAsync(
        Rule.Project(source) with { AllowedScopes = "zam", References = [Contracts] }, "PSD2006");

    private static MetadataReference Contracts => (Rule.Project("""
        namespace Contracts
        {
            [Psd2Scopes("api")] public interface IAnnotated { [Get("/")] Task GetAsync(); }
            public interface IByMethod { [Get("/"), Psd2Scopes("api")] Task GetAsync(); }
            public interface IDerived : IAnnotated { [Get("/derived")] Task DerivedAsync(); }
            public interface IPlain { [Get("/")] Task GetAsync(); }
        }
        """) with { AssemblyName = "Contracts" }).Compile().ToMetadataReference();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("api")]
    [InlineData(" zam\t api ")]
    [InlineData("api api")]
    public async Task An_open_list_and_a_listed_scope_are_fine(string? allowed) =>
        await AnalyzerRun.MustReportAsync(Rule.Project($"[Psd2Scopes(\"api\")] {Api}") with { AllowedScopes = allowed }, "PSD2006");
}
