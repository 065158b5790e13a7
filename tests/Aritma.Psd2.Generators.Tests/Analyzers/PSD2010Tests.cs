using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2010Tests
{
    private const string PublicClient = """
        namespace Contoso.Banking { [Psd2Scopes("a")] public interface IAccountsApi { [Get("/")] Task GetAsync(); } }
        """;

    private const string InternalClient = """
        namespace Contoso.Banking { [Psd2Scopes("a")] internal interface IAccountsApi { [Get("/")] Task GetAsync(); } }
        """;

    private static readonly Rule Rule = new("PSD2010");

    [Theory]
    [InlineData(null, "services.{|PSD2010:AddPsd2Clients|}(options => { })")]
    [InlineData(null, "services.{|PSD2010:AddPsd2Clients|}(\"name\", null).AddTokenWarmup()")]
    [InlineData(null, "services?.{|PSD2010:AddPsd2Clients|}(options => { })")]
    [InlineData(null, "Missing.{|PSD2010:AddPsd2Clients|}(services)")]
    [InlineData(null, "{|PSD2010:AddPsd2Clients|}(services)")]
    [InlineData("AddContoso", "services.{|PSD2010:AddContoso|}(options => { })")]
    public Task A_call_of_what_is_not_generated_is_reported(string? registrationMethod, string call) =>
        AnalyzerRun.MustReportAsync(Calling(call) with { RegistrationMethod = registrationMethod }, Rule.Id);

    [Theory]
    [InlineData("AddContoso", "services.AddPsd2Clients(options => { })")]
    [InlineData(null, "services.AddMissing()")]
    [InlineData(null, "services.AddPsd2(options => { }).AddAccountsApi()")]
    public Task A_call_of_what_no_client_would_bring_either_is_left_to_the_compiler(string? registrationMethod, string call) =>
        AnalyzerRun.MustReportAsync(Calling(call) with { RegistrationMethod = registrationMethod }, Rule.Id);

    [Fact]
    public Task A_method_of_that_name_that_exists_is_fine() => Rule.MustReport("""
        class Startup { void Configure() => AddPsd2Clients(42); static void AddPsd2Clients(string own) { } }
        """);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] file interface IFile { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface INone { }")]
    public Task An_assembly_with_a_client_is_fine_or_has_another_rule_that_says_why_it_is_none(string client) =>
        Rule.MustReport(client + " class Startup { void Configure() => Missing.AddPsd2Clients(); }");

    [Fact]
    public async Task Tells_what_to_annotate()
    {
        var report = Assert.Single(await Rule.MustReport("class Startup { void Configure() => Missing.{|PSD2010:AddPsd2Clients|}(); }"));

        Assert.Equal(DiagnosticSeverity.Error, report.Severity);
        Assert.Equal(
            "'AddPsd2Clients' is not generated, because this assembly has no PSD2 client. Annotate a Refit interface with [Psd2Scopes].",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(
        PublicClient,
        "Register those of Contoso.Contracts here, with [assembly: Psd2Client(typeof(Contoso.Banking.IAccountsApi))], "
            + "or call the method that Psd2RegistrationMethod names in Contoso.Contracts.")]
    [InlineData(
        InternalClient,
        "To register those of Contoso.Contracts, call the method that Psd2RegistrationMethod names in Contoso.Contracts.")]
    public async Task Names_the_referenced_assemblies_that_have_clients_and_the_remedies(string client, string remedy)
    {
        var contracts = Rule.Project(client) with { AssemblyName = "Contoso.Contracts" };
        var project = Calling("services.{|PSD2010:AddPsd2Clients|}(options => { })") with
        {
            References = [contracts.Run().MustCompile().Output.ToMetadataReference()],
        };

        var report = Assert.Single(await AnalyzerRun.MustReportAsync(project, Rule.Id));

        Assert.Equal(
            $"'AddPsd2Clients' is not generated, because this assembly has no PSD2 client. {remedy}",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Names_the_registration_method_of_the_ready_client()
    {
        var ready = Rule.Project(PublicClient) with { AssemblyName = "Aritma.Psd2.Client" };
        var project = Calling("services.{|PSD2010:AddPsd2Clients|}(options => { })") with
        {
            References = [ready.Run().MustCompile().Output.ToMetadataReference()],
        };

        var report = Assert.Single(await AnalyzerRun.MustReportAsync(project, Rule.Id));

        Assert.Equal(
            "'AddPsd2Clients' is not generated, because this assembly has no PSD2 client. Annotate a Refit interface with [Psd2Scopes]. "
                + "The clients of Aritma.Psd2.Client are registered by AddAritmaPsd2.",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    private static ConsumerProject Calling(string call) => new($$"""
        using Aritma.Psd2; using Microsoft.Extensions.DependencyInjection;
        class Startup { void Configure(IServiceCollection services) => {{call}}; }
        """);
}
