using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>Odd but valid code compiles; code that is being typed breaks nothing, and keeps the registration that others call.</summary>
public class RobustnessTests
{
    [Theory]
    [InlineData("[Psd2Scopes(Missing.Scope)] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\", Missing.Scope)] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\", )] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(42)] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\"] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Psd2Scopes(\"b\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] partial interface IApi { [Get(\"/\")] Task<string> GetAsync(); } [Psd2Scopes(\"b\")] partial interface IApi;")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Ge] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); [Psd2Sco] Task<string> TwoAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IMissing { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes(Missing.Scope)] Task<string> GetAsync(); }")]
    [InlineData("interface IApi { [Get(Missing.Path), Psd2Scopes(\"a\")] Task<string> GetAsync(); [Get(), Psd2Scopes(\"b\")] Task<string> GetAsync(int id); }")]
    [InlineData("interface IApi { [Get(\"/\"), Psd2Scopes(\"a\"), Psd2Scopes(\"b\")] Task<string> GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), Missing.Scope)] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    public void Code_that_is_being_typed_keeps_its_registration(string source)
    {
        var run = Run(source);

        run.MustBeWellFormed();
        Assert.Contains("AddPsd2Clients(", run.Text, StringComparison.Ordinal);
        Assert.Contains("Add<global::IApi>(", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), error =>
            error.Severity == DiagnosticSeverity.Error
            && run.Result.GeneratedSources.Any(emitted => emitted.SyntaxTree == error.Location.SourceTree));
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")]")]
    [InlineData("[Psd2Scopes(\"a\")] Task<string> GetAsync();")]
    [InlineData("interface IApi { [Psd2Scopes(\"a\")] }")]
    [InlineData("interface IApi { [Psd2Scopes(\"a\")] Task<string> GetAsync(); }")]
    [InlineData("interface IApi { [Psd2Scopes(\"a\")] string Name { get; } }")]
    [InlineData("class Api { [Get(\"/\"), Psd2Scopes(\"a\")] Task<string> GetAsync() => null!; }")]
    [InlineData("namespace { [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }")]
    [InlineData("namespace .Banking; [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(")]
    [InlineData("[assembly: Psd2Client(typeof(IApi)")]
    public void What_is_no_client_yet_breaks_nothing(string source)
    {
        var run = Run(source);

        run.MustBeWellFormed();
        Assert.Empty(run.Text);
    }

    [Theory]
    [InlineData("using S = Aritma.Psd2.Psd2ScopesAttribute;", "[S(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("using S = Aritma.Psd2.Psd2ScopesAttribute;", "interface IApi { [Get(\"/\"), S(\"a\")] Task<string> GetAsync(); }")]
    [InlineData("using S = Aritma.Psd2.Psd2ScopesAttribute;", "[Psd2Scopes(\"b\")] interface IApi { [Get(\"/\"), S(\"a\")] Task<string> GetAsync(); }")]
    [InlineData("using C = Aritma.Psd2.Psd2ClientAttribute;", "[assembly: C(typeof(IApi), \"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("", "[global::Aritma.Psd2.Psd2ScopesAttribute(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("", "[G(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    public void An_attribute_is_found_by_every_name(string alias, string source)
    {
        var inventory = new ConsumerProject(
            alias + ConsumerProject.Usings + source,
            "global using G = Aritma.Psd2.Psd2ScopesAttribute;").Run().MustCompile().Text;

        Assert.Contains("typeof(global::IApi), ", inventory, StringComparison.Ordinal);
        Assert.Contains("new string[] { \"a\" }", inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anonymous_method_is_found_by_every_name()
    {
        var inventory = new ConsumerProject("using Free = Aritma.Psd2.Psd2AnonymousAttribute;" + ConsumerProject.Usings + """
            [Psd2Scopes("a")] interface IApi { [Get("/1"), Free] Task<string> OneAsync(); [Get("/2")] Task<string> TwoAsync(); }
            """).Run().MustCompile().Text;

        Assert.Contains("(\"OneAsync\", new string[] {  }, isAnonymous: true)", inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_of_a_partial_interface_are_one_client()
    {
        var run = new ConsumerProject(
            ConsumerProject.Usings + "[Psd2Scopes(\"a\")] partial interface IApi { [Get(\"/1\")] Task<string> OneAsync(); }",
            ConsumerProject.Usings + "partial interface IApi : IBase { [Get(\"/2\"), Psd2Scopes(\"b\")] Task<string> TwoAsync(); }",
            ConsumerProject.Usings + "interface IBase { [Get(\"/3\"), Psd2Anonymous] Task<string> ThreeAsync(); }").Run().MustCompile();

        Assert.Equal(2, run.Text.Split("Psd2Builder AddApi(").Length);
        Assert.Equal(2, run.Text.Split("typeof(global::IApi), new string[] { \"a\" },").Length);
        Assert.Equal(
            ["(\"ThreeAsync\", new string[] {  }, isAnonymous: true),", "(\"TwoAsync\", new string[] { \"b\" }),"],
            run.Text.Split("Psd2MethodScopes").Select(part => part.Split('\n')[0]).Where(part => part.StartsWith('(')));
    }

    [Fact]
    public void Annotated_methods_in_two_parts_make_one_client()
    {
        var run = new ConsumerProject(
            ConsumerProject.Usings + "partial interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task<string> OneAsync(); }",
            ConsumerProject.Usings + "partial interface IApi { [Get(\"/2\"), Psd2Scopes(\"b\")] Task<string> TwoAsync(); }")
            .Run().MustCompile();

        Assert.Equal(2, run.Text.Split("Psd2Builder AddApi(").Length);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Annotations)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Warnings)]
    public void All_that_is_emitted_compiles_without_a_warning_in_every_context(LanguageVersion version, NullableContextOptions nullable)
    {
        var run = new ConsumerProject(MutationTests.Sources) { LanguageVersion = version, Nullable = nullable }.Run().MustCompile();

        Assert.Contains("isAnonymous: true", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_run_time_nothing_is_emitted()
    {
        const string source = "[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }";
        var run = new ConsumerProject(ConsumerProject.Usings + source) { WithoutRunTime = true }.Run();

        run.MustBeWellFormed();
        Assert.Empty(run.Text);
    }

    [Fact]
    public void A_thousand_clients_of_every_kind_compile()
    {
        var source = string.Concat(Enumerable.Range(0, 250).Select(number => $$"""
            [Psd2Scopes("a")] interface IA{{number}} { [Get("/")] Task<string> GetAsync(); }
            interface IB{{number}} { [Get("/"), Psd2Scopes("b")] Task<string> GetAsync(); [Get("/x"), Psd2Anonymous] Task<string> FreeAsync(); }
            [Psd2Scopes("c{{number}}")] interface IC{{number}} : IA{{number}} { [Get("/c")] Task<string> CAsync(); }
            namespace N{{number}} { [Psd2Scopes("d")] interface ISame { [Get("/")] Task<string> GetAsync(); } }

            """));

        var run = new ConsumerProject(ConsumerProject.Usings + source).Run().MustCompile();

        Assert.Equal(1_000, run.Text.Split(" Add<global::").Length - 1);
        Assert.Equal(1_000, run.Text.Split("typeof(global::").Length - 1);
    }

    private static GeneratorRun Run(string source) => new ConsumerProject(ConsumerProject.Usings + source).Run();
}
