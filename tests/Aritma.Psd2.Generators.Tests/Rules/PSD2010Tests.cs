using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests.Rules;

public class PSD2010Tests
{
    private const string Registrations = "namespace Refit { public static class HttpClientFactoryExtensions; }";

    private static readonly Rule Rule = new("PSD2010");

    [Theory]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, null, DiagnosticSeverity.Info)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "AddContoso", DiagnosticSeverity.Error)]
    [InlineData(OutputKind.ConsoleApplication, null, DiagnosticSeverity.Error)]
    [InlineData(OutputKind.WindowsApplication, null, DiagnosticSeverity.Error)]
    public async Task Is_an_error_where_this_assembly_is_to_register(OutputKind output, string? registrationMethod, DiagnosticSeverity severity)
    {
        var reports = await MustReport(
            Project("""
                class Program { static void Main() { } }
                [{|PSD2010:Psd2Scopes|}("a")] interface IApi { [Get("/")] Task GetAsync(); }
                interface IOther { [Get("/1")] Task OneAsync(); [Get("/2"), {|PSD2010:Psd2Scopes|}("a")] Task TwoAsync(); [Get("/3"), Psd2Scopes("b")] Task ThreeAsync(); }
                """)
            with
            { OutputKind = output, RegistrationMethod = registrationMethod });

        Assert.All(reports, report => Assert.Equal(severity, report.Severity));
    }

    [Fact]
    public async Task Is_an_error_where_the_assembly_names_the_client()
    {
        var report = Assert.Single(await MustReport(Project("""
            [assembly: {|PSD2010:Psd2Client|}(typeof(IApi))]
            [Psd2Scopes("a")] interface IApi { [Get("/")] Task GetAsync(); }
            """)));

        Assert.Equal(DiagnosticSeverity.Error, report.Severity);
        Assert.Equal(
            "'IApi' is not registered, because the package Refit.HttpClientFactory is not referenced. Add it (dotnet add package Refit.HttpClientFactory).",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Tells_a_library_that_others_may_register()
    {
        var report = Assert.Single(await MustReport(Project("[{|PSD2010:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")));

        Assert.Equal(
            "'IApi' is not registered by this library, because the package Refit.HttpClientFactory is not referenced. "
            + "Add it (dotnet add package Refit.HttpClientFactory), or let the application register it: [assembly: Psd2Client(typeof(IApi))].",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(null, "services.{|PSD2010:AddPsd2Clients|}(options => { })")]
    [InlineData(null, "services.{|PSD2010:AddPsd2Clients|}(\"name\", null).AddTokenWarmup()")]
    [InlineData(null, "services?.{|PSD2010:AddPsd2Clients|}(options => { })")]
    [InlineData(null, "Missing.{|PSD2010:AddPsd2Clients|}(services)")]
    [InlineData(null, "{|PSD2010:AddPsd2Clients|}(services)")]
    [InlineData("AddContoso", "services.{|PSD2010:AddContoso|}(options => { })")]
    [InlineData(null, "services.AddPsd2(options => { }).{|PSD2010:AddApi|}().AddOtherApi()")]
    [InlineData(null, "services.AddPsd2(options => { }).{|PSD2010:AddContosoApi|}()")]
    public async Task A_call_of_what_is_not_generated_is_an_error(string? registrationMethod, string call)
    {
        var reports = await MustReport(Calling(call, registrationMethod));

        Assert.All(reports, report => Assert.Equal(DiagnosticSeverity.Error, report.Severity));
    }

    [Theory]
    [InlineData("AddContoso", "services.AddPsd2Clients(options => { })")]
    [InlineData(null, "services.AddPsd2(options => { }).AddHealthCheck()")]
    [InlineData(null, "services.AddApi()")]
    [InlineData(null, "services.AddPsd2(options => { }).AddTokenWarmup()")]
    public Task A_call_of_what_would_not_be_generated_either_is_left_to_the_compiler(string? registrationMethod, string call) =>
        MustReport(Calling(call, registrationMethod));

    [Fact]
    public Task A_method_of_that_name_that_exists_is_fine() => MustReport(Project("""
        class Startup { void Configure() => AddPsd2Clients(42); static void AddPsd2Clients(string own) { } }
        """));

    [Fact]
    public async Task Two_references_that_define_it_are_as_bad()
    {
        var two = Enumerable.Range(1, 2)
            .Select(number => new ConsumerProject(Registrations) { AssemblyName = $"Copy{number}", RefitSource = ConsumerProject.RefitAlone })
            .Select(copy => copy.Compile().ToMetadataReference());
        var report = Assert.Single(await MustReport(
            Project("[assembly: {|PSD2010:Psd2Client|}(typeof(IApi), \"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }") with { References = [.. two] }));

        Assert.Equal(
            "'IApi' is not registered, because two references define Refit.HttpClientFactoryExtensions. Remove one of them.",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface ILends<T> { [Get(\"/\")] Task<T> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface INone { }")]
    [InlineData("[Psd2Scopes(\"a\")] file interface IFile { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(string), \"a\")] [assembly: Psd2Client(typeof(Missing), \"a\")]")]
    public Task What_would_not_be_registered_anyway_is_left_to_other_rules(string source) => MustReport(Project(source));

    [Fact]
    public Task With_the_package_it_stays_quiet() => MustReport(
        Rule.Project("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); } class Program { static void Main() { Missing.AddPsd2Clients(); } }")
        with
        { OutputKind = OutputKind.ConsoleApplication });

    [Fact]
    public Task Without_Refit_it_stays_quiet() => MustReport(
        Rule.Project("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }") with { RefitSource = "namespace Refit;" });

    private static Task<ImmutableArray<Diagnostic>> MustReport(ConsumerProject project) =>
        AnalyzerRun.MustReportAsync(project, "PSD2010");

    /// <summary>A project that names a client, and does something about it.</summary>
    private static ConsumerProject Calling(string call, string? registrationMethod) => new(
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        class Startup { void Configure(IServiceCollection services) => {{call}}; }
        """,
        ConsumerProject.Usings + "[assembly: {|PSD2010:Psd2Client|}(typeof(IApi), \"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")
    {
        RefitSource = ConsumerProject.RefitAlone,
        RegistrationMethod = registrationMethod,
    };

    private static ConsumerProject Project(string source) => Rule.Project(source) with { RefitSource = ConsumerProject.RefitAlone };
}
