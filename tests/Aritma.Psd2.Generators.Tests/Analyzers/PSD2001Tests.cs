using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2001Tests
{
    private const string Api = "interface IApi { [Get(\"/\")] Task GetAsync(); }";

    private static readonly Rule Rule = new("PSD2001");

    [Theory]
    [InlineData("[{|PSD2001:Psd2Scopes|}]")]
    [InlineData("[{|PSD2001:Psd2Scopes()|}]")]
    [InlineData("[{|PSD2001:Psd2ScopesAttribute|}]")]
    [InlineData("[Psd2Scopes({|PSD2001:null|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:default|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:(string[])null|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:[]|})]")]
    [InlineData("[Psd2Scopes(scopes: {|PSD2001:[]|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:new string[0]|})]")]
    [InlineData("[Psd2Scopes({|PSD2001:new string[] { }|})]")]
    public Task An_interface_without_a_scope_is_reported(string attribute) => Rule.MustReport($"{attribute} {Api}");

    [Fact]
    public async Task A_method_without_a_scope_is_reported_with_the_remedy()
    {
        var reports = await Rule.MustReport(
            "[Psd2Scopes(\"api\")] interface IApi { [Get(\"/\"), {|PSD2001:Psd2Scopes|}] Task GetAsync(); }");

        Assert.Equal(
            "'IApi.GetAsync()' declares no scope. Name at least one, such as Psd2Scope.AisRead.",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_client_of_the_assembly_without_a_scope_is_reported_at_its_type()
    {
        var reports = await Rule.MustReport($"[assembly: Psd2Client({{|PSD2001:typeof(Contoso.IApi)|}})] namespace Contoso {{ {Api} }}");

        Assert.Equal(
            "'IApi' declares no scope. Name at least one after the type, such as Psd2Scope.AisRead, or annotate the interface with [Psd2Scopes].",
            Assert.Single(reports).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[assembly: Psd2Client({|PSD2001:typeof(IApi)|}, null)]")]
    [InlineData("[assembly: Psd2Client({|PSD2001:typeof(IApi)|}, [])]")]
    [InlineData("[assembly: Psd2Client(scopes: [], client: {|PSD2001:typeof(IApi)|})]")]
    public Task A_client_of_the_assembly_may_say_so_in_many_words(string attribute) => Rule.MustReport($"{attribute} {Api}");

    [Theory]
    [InlineData("[Psd2Scopes(\"api\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes(\"api\")] Task GetAsync(); [Get(\"/2\")] Task OtherAsync(); }")]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Anonymous] Task GetAsync(); }")]
    [InlineData("interface IApi : IBase; [Psd2Scopes(\"api\")] interface IBase { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi : IBase; interface IBase { [Get(\"/\"), Psd2Scopes(\"api\")] Task GetAsync(); }")]
    [InlineData("interface IApi : IBase<int>; [Psd2Scopes(\"api\")] interface IBase<T> { [Get(\"/\")] Task<T> GetAsync(); }")]
    public Task A_client_of_the_assembly_takes_the_scopes_of_its_interface(string declaration) =>
        Rule.MustStayQuiet($"[assembly: Psd2Client(typeof(IApi))] {declaration}");

    [Fact]
    public async Task A_client_of_the_assembly_takes_the_scopes_of_another_assembly()
    {
        var contracts = Rule.Project($"[Psd2Scopes(\"api\")] public {Api}") with { AssemblyName = "Contoso.Contracts" };

        await AnalyzerRun.MustReportAsync(
            Rule.Project("[assembly: Psd2Client(typeof(IApi))]") with { References = [contracts.Compile().ToMetadataReference()] },
            "PSD2001");
    }

    [Theory]
    [InlineData("typeof(Missing)")]
    [InlineData("typeof(string)")]
    [InlineData("typeof(System.IDisposable)")]
    [InlineData("typeof(IApi[])")]
    [InlineData("typeof(IGeneric<>)")]
    [InlineData("typeof(IGeneric<int>)")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("typeof(IApi), Missing.Scope")]
    public Task What_is_wrong_in_another_way_is_left_to_the_compiler_and_other_rules(string arguments) =>
        Rule.MustReport($"[assembly: Psd2Client({arguments})] {Api} interface IGeneric<T> {{ [Get(\"/\")] Task<T> GetAsync(); }}");

    [Theory]
    [InlineData("[Psd2Scopes(Missing.Scope)]")]
    [InlineData("[Psd2Scopes(42)]")]
    [InlineData("[Psd2Scopes(]")]
    [InlineData("[Psd2Scopes(new string[Missing.Length])]")]
    [InlineData("[Psd2Scopes(new string[2])]")]
    [InlineData("[Psd2Scopes(scope: \"api\")]")]
    [InlineData("[Psd2Scopes(..)]")]
    [InlineData("[Psd2Scopes([..Missing])]")]
    public Task Half_written_code_is_left_to_the_compiler(string attribute) => Rule.MustReport($"{attribute} {Api}");

    [Fact]
    public Task A_pragma_keeps_it_quiet() => Rule.MustStayQuiet($"""
        #pragma warning disable PSD2001
        [Psd2Scopes] {Api}
        """);

    [Fact]
    public Task Attributes_of_the_same_name_elsewhere_are_not_ours() => Rule.MustStayQuiet($$"""
        [Contoso.Psd2Scopes] {{Api}}
        namespace Contoso { class Psd2ScopesAttribute : System.Attribute { public Psd2ScopesAttribute(params string[] scopes) { } } }
        """);
}
