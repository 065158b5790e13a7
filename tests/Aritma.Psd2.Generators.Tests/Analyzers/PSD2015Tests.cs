using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2015Tests
{
    private const string Client = "[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); }";
    private const string Reported = "[Psd2Scopes(\"a\")] interface {|PSD2015:IApi|} { [Get(\"/\")] Task GetAsync(); }";
    private const string Services = "var services = new ServiceCollection(); ";

    private static readonly Rule Rule = new("PSD2015");

    [Theory]
    [InlineData("System.Console.WriteLine();")]
    [InlineData(Services + "services.AddHttpClient();")]
    [InlineData(Services + "services.AddSingleton(typeof(string));")]
    [InlineData(Services + "services.AddPsd2(options => { }).AddTokenWarmup();")]
    [InlineData(Services + "services.BuildServiceProvider().GetRequiredService<IApi>();")]
    public async Task An_application_in_which_nothing_registers_its_clients_is_warned(string program)
    {
        var report = Assert.Single(await AnalyzerRun.MustReportAsync(Application(program, Reported), Rule.Id));

        Assert.Equal(DiagnosticSeverity.Warning, report.Severity);
        Assert.Equal(
            "Nothing in this application registers 'IApi': to inject it will fail. Call "
                + "services.AddPsd2Clients(configuration.GetSection(\"Aritma:Psd2\")).",
            report.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(Services + "services.AddPsd2Clients(options => { });")]
    [InlineData(Services + "services.AddPsd2(options => { }).AddApi();")]
    [InlineData("Startup.Configure(null!); static class Startup { public static void Configure(IServiceCollection services) => services.AddPsd2Clients(\"a\", o => { }); }")]
    [InlineData("System.Action<IServiceCollection> later = services => services?.AddPsd2Clients(options => { });")]
    [InlineData("System.Func<IServiceCollection, System.Action<Psd2Options>, System.Func<System.IServiceProvider, RefitSettings?>?, Psd2Builder> add = AppPsd2Registration.AddPsd2Clients;")]
    [InlineData(Services + "services.AddPsd2Clients(42);")]
    [InlineData(Services + "services.AddRefitClient<IApi>();")]
    [InlineData(Services + "services.AddTransient<IApi>(_ => null!);")]
    [InlineData(Services + "Contoso.Hosting.AddContoso(services);")]
    public Task An_application_that_registers_them_or_hands_its_services_on_is_fine(string program) =>
        AnalyzerRun.MustReportAsync(Application(program, Client), Rule.Id);

    [Fact]
    public async Task Is_reported_once_at_the_first_of_them()
    {
        var report = Assert.Single(await AnalyzerRun.MustReportAsync(
            Application(
                "System.Console.WriteLine();",
                "[assembly: Psd2Client(typeof(IZ), \"a\")] interface IZ { [Get(\"/\")] Task GetAsync(); }",
                Client.Replace("IApi", "IB", StringComparison.Ordinal),
                Reported),
            Rule.Id));

        Assert.Contains(
            "registers 'IApi' and 2 other PSD2 clients:", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_client_of_another_assembly_is_reported_where_it_is_named() => AnalyzerRun.MustReportAsync(
        Application("System.Console.WriteLine();", "[assembly: {|PSD2015:Psd2Client(typeof(Contoso.IContracts), \"a\")|}]"), Rule.Id);

    [Theory]
    [InlineData("IsTestProject")]
    [InlineData("IsTestingPlatformApplication")]
    public Task A_test_project_is_fine(string property) => AnalyzerRun.MustReportAsync(
        Application("System.Console.WriteLine();", Client) with { Properties = [(property, "true")] }, Rule.Id);

    [Fact]
    public Task A_library_is_fine() => Rule.MustStayQuiet(Client);

    [Fact]
    public Task A_public_registration_may_be_called_from_elsewhere() => AnalyzerRun.MustReportAsync(
        Application("System.Console.WriteLine();", Client) with { RegistrationMethod = "AddContoso" }, Rule.Id);

    [Fact]
    public Task An_application_without_clients_is_fine() => AnalyzerRun.MustReportAsync(
        Application("System.Console.WriteLine();", "interface IApi { [Get(\"/\")] Task GetAsync(); }"), Rule.Id);

    private static ConsumerProject Application(string program, params string[] sources)
    {
        var contoso = new ConsumerProject(
            "using Microsoft.Extensions.DependencyInjection; " + ConsumerProject.Usings + """
            namespace Contoso;
            public static class Hosting { public static Psd2Builder? Known; public static void AddContoso(IServiceCollection services) { } }
            public interface IContracts { [Get("/")] Task GetAsync(); }
            """)
        {
            AssemblyName = "Contoso",
        };
        const string usings = "using Microsoft.Extensions.DependencyInjection; " + ConsumerProject.Usings;
        return new ConsumerProject([usings + program, .. sources.Select(source => usings + source)])
        {
            AssemblyName = "App",
            OutputKind = OutputKind.ConsoleApplication,
            References = [contoso.Compile().ToMetadataReference()],
        };
    }
}
