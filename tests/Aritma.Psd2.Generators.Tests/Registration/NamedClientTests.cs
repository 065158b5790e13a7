using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>Clients that an assembly names: <c>[assembly: Psd2Client(typeof(IApi))]</c>.</summary>
public class NamedClientTests
{
    private const string Contracts = ConsumerProject.Usings + """
        namespace Contracts;
        public interface IPlainApi { [Get("/plain")] Task<string> PlainAsync(); }
        [Psd2Scopes("a")] public interface IAnnotatedApi { [Get("/annotated")] Task<string> AnnotatedAsync(); }
        public interface IMethodsApi { [Get("/1"), Psd2Scopes("m")] Task<string> OneAsync(); [Get("/2"), Psd2Anonymous] Task<string> TwoAsync(); }
        """;

    [Theory]
    [InlineData("typeof(Contracts.IPlainApi), \"x\", \"y\"", "Contracts.IPlainApi", "new string[] { \"x\", \"y\" }")]
    [InlineData("typeof(Contracts.IAnnotatedApi)", "Contracts.IAnnotatedApi", "new string[] { \"a\" }")]
    [InlineData("typeof(Contracts.IAnnotatedApi), \"x\"", "Contracts.IAnnotatedApi", "new string[] { \"x\" }")]
    [InlineData("client: typeof(Contracts.IAnnotatedApi), scopes: new[] { \"x\" }", "Contracts.IAnnotatedApi", "new string[] { \"x\" }")]
    public void An_interface_of_another_assembly_is_registered(string arguments, string client, string scopes)
    {
        var run = Run($"[assembly: Psd2Client({arguments})]").MustCompile();

        Assert.Contains($"Add<global::{client}>(", run.Text, StringComparison.Ordinal);
        Assert.Contains($"typeof(global::{client}), {scopes},", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_scopes_of_its_methods_come_before_those_that_it_is_given()
    {
        var run = Run("[assembly: Psd2Client(typeof(Contracts.IMethodsApi), \"x\")]").MustCompile();

        Assert.Contains("(\"OneAsync\", new string[] { \"m\" })", run.Text, StringComparison.Ordinal);
        Assert.Contains("typeof(global::Contracts.IMethodsApi), new string[] { \"x\" },", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_scopes_at_all_gets_no_token()
    {
        var inventory = Run("[assembly: Psd2Client(typeof(Contracts.IPlainApi))]").MustCompile().Text;

        Assert.Contains("typeof(global::Contracts.IPlainApi), new string[] {  },", inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_of_this_assembly_has_the_scopes_that_it_is_given_in_place_of_its_own()
    {
        var run = Run("""
            [assembly: Psd2Client(typeof(IApi), "x")]
            [Psd2Scopes("a")] interface IApi { [Get("/1")] Task<string> OneAsync(); [Get("/2"), Psd2Scopes("m")] Task<string> TwoAsync(); }
            """).MustCompile();

        Assert.Equal(2, run.Text.Split("Psd2Builder AddApi(").Length);
        Assert.Contains("typeof(global::IApi), new string[] { \"x\" },", run.Text, StringComparison.Ordinal);
        Assert.Contains("(\"TwoAsync\", new string[] { \"m\" })", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"a\"", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_contradictory_declarations_the_one_counts_that_isnt_reported()
    {
        var project = Project(
            ConsumerProject.Usings + "[assembly: Psd2Client(typeof(Contracts.IPlainApi), \"y\")]",
            ConsumerProject.Usings + "[assembly: Psd2Client({|PSD2012:typeof(Contracts.IPlainApi)|}, \"x\")]");

        await AnalyzerRun.MustReportAsync(project, "PSD2012");
        var unmarked = project.Sources[1].Replace("{|PSD2012:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
        var inventory = Project(project.Sources[0], unmarked).Run().MustCompile().Text;

        Assert.Contains("typeof(global::Contracts.IPlainApi), new string[] { \"y\" },", inventory, StringComparison.Ordinal);
        Assert.DoesNotContain("\"x\"", inventory, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("null!")]
    [InlineData("default(System.Type)")]
    [InlineData("typeof(void)")]
    [InlineData("typeof(int[])")]
    [InlineData("typeof(int*)")]
    [InlineData("typeof(delegate*<void>)")]
    [InlineData("typeof(string)")]
    [InlineData("typeof(System.Collections.Generic.List<>)")]
    [InlineData("typeof(ICrud<>)")]
    [InlineData("typeof(ICrud<string>)")]
    [InlineData("typeof(ICrud<Missing>)")]
    [InlineData("typeof(Missing)")]
    [InlineData("typeof((int, string))")]
    [InlineData("typeof(dynamic)")]
    [InlineData("typeof(Outer.IHidden)")]
    [InlineData("typeof(Outer<int>.IApi)")]
    [InlineData("")]
    [InlineData("\"a\"")]
    [InlineData("scopes: \"a\"")]
    public void What_is_no_client_is_left_out_and_the_others_stay(string argument)
    {
        var run = Run($$"""
            [assembly: Psd2Client({{argument}})]
            [assembly: Psd2Client(typeof(Contracts.IAnnotatedApi))]
            interface ICrud<T> { [Get("/")] Task<T> GetAsync(); }
            class Outer { private interface IHidden { [Get("/")] Task<string> GetAsync(); } }
            class Outer<T> { public interface IApi { [Get("/")] Task<string> GetAsync(); } }
            """);

        run.MustBeWellFormed();
        Assert.Equal(2, run.Text.Split("typeof(").Length);
    }

    [Fact]
    public void A_nested_interface_is_registered()
    {
        var text = Run("""
            [assembly: Psd2Client(typeof(Outer.Inner.IApi), "a")]
            public class Outer { internal class Inner { internal interface IApi { [Get("/")] Task<string> GetAsync(); } } }
            """).MustCompile().Text;

        Assert.Contains("Add<global::Outer.Inner.IApi>(", text, StringComparison.Ordinal);
    }

    private static GeneratorRun Run(string source) => Project(ConsumerProject.Usings + source).Run();

    private static ConsumerProject Project(params string[] sources) =>
        new(sources) { References = [CompiledContracts.Value], AllowUnsafe = true };

    // As an image, as a package would bring it.
    private static readonly Lazy<MetadataReference> CompiledContracts = new(() =>
    {
        using var image = new MemoryStream();
        Assert.True(new ConsumerProject(Contracts) { AssemblyName = "Contracts" }.Compile().Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    });
}
