namespace Aritma.Psd2.Generators.Tests;

/// <summary>What the table of a client lists: its scopes, and the methods that differ.</summary>
public class ScopeTableTests
{
    private const string Differing = """
        [Psd2Scopes("a", "b")]
        public interface IApi
        {
            [Get("/1")] Task<string> OneAsync();
            [Get("/2")] Task<string> TwoAsync();
            [Get("/3"), Psd2Scopes("c")] Task<string> ThreeAsync();
            [Get("/4"), Psd2Anonymous] Task<string> FourAsync();
        }
        """;

    [Fact]
    public void Only_the_methods_that_differ_are_listed() =>
        Assert.Equal("IApi: a b; FourAsync: anonymous; ThreeAsync: c", TableOf(Differing));

    [Fact]
    public void A_table_is_data_and_the_registration_only_passes_it_on()
    {
        var run = new ConsumerProject(ConsumerProject.Usings + Differing).Run().MustCompile();

        Assert.Contains(
            """
                    internal static global::Aritma.Psd2.Psd2ClientScopes ApiScopes { get; } = new global::Aritma.Psd2.Psd2ClientScopes(
                        typeof(global::IApi), new string[] { "a", "b" },
                        new global::Aritma.Psd2.Psd2MethodScopes[]
                        {
                            new global::Aritma.Psd2.Psd2MethodScopes("FourAsync", new string[] {  }, isAnonymous: true),
                            new global::Aritma.Psd2.Psd2MethodScopes("ThreeAsync", new string[] { "c" }),
                        });

            """,
            run.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("switch", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] public interface IApi { [Get(\"/1\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Scopes(\"a\")] Task<string> TwoAsync(); }", "a")]
    [InlineData("[Psd2Scopes(\"a\", \"b\")] public interface IApi { [Get(\"/1\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Scopes(\"b\", \"a\", \"b\")] Task<string> TwoAsync(); }", "a b")]
    [InlineData("[Psd2Scopes(\"b\", \"a\", \"b\")] public interface IApi { [Get(\"/1\")] Task<string> OneAsync(); }", "b a")]
    public void A_client_whose_methods_ask_for_one_set_has_no_method_in_its_table(string source, string scopes) =>
        Assert.Equal($"IApi: {scopes}", TableOf(source));

    // What the client declares stands in its table, whether or not a method is left that asks for it.
    [Theory]
    [InlineData("[Get(\"/1\"), Psd2Scopes(\"b\")] Task<string> OneAsync();", "a; OneAsync: b")]
    [InlineData("[Get(\"/1\"), Psd2Anonymous] Task<string> OneAsync();", "a; OneAsync: anonymous")]
    public void Scopes_of_the_interface_are_listed_as_declared(string methods, string table) =>
        Assert.Equal($"IApi: {table}", TableOf($"[Psd2Scopes(\"a\")] public interface IApi {{ {methods} }}"));

    [Theory]
    [InlineData("public interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Scopes(\"a\")] Task<string> TwoAsync(); }", "OneAsync: a; TwoAsync: a")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] public interface IApi : ICrud<int>; [Psd2Scopes(\"a\")] public interface ICrud<T> { [Get(\"/1\")] Task<string> OneAsync(); }", "OneAsync: a")]
    public void All_methods_of_a_client_without_scopes_of_its_own_are_listed(string source, string table) =>
        Assert.Equal($"IApi: {table}", TableOf(source));

    [Theory]
    [InlineData("[Psd2Scopes(\"b\")] public interface IApi : IBase { [Get(\"/2\")] Task<string> TwoAsync(); }", "b; OneAsync: a")]
    [InlineData("[Psd2Scopes(\"b\")] public interface IApi : ICrud<int> { [Get(\"/2\")] Task<string> TwoAsync(); }", "b; ReadAsync: c")]
    [InlineData("[Psd2Scopes(\"b\")] public interface IApi : IBase, ICrud<int> { [Get(\"/2\"), Psd2Anonymous] Task<string> TwoAsync(); }", "b; OneAsync: a; ReadAsync: c; TwoAsync: anonymous")]
    [InlineData("[Psd2Scopes(\"b\")] public interface IApi : IUnannotated;", "b; ThreeAsync: m")]
    public void The_methods_of_a_base_interface_with_other_scopes_are_listed_by_name(string source, string table) => Assert.Contains(
        $"IApi: {table}",
        CompiledInventory.Of(source + """
            [Psd2Scopes("a")] public interface IBase { [Get("/1")] Task<string> OneAsync(); }
            [Psd2Scopes("c")] public interface ICrud<T> { [Get("/c")] Task<T> ReadAsync(); }
            public interface IUnannotated { [Get("/3"), Psd2Scopes("m")] Task<string> ThreeAsync(); [Get("/4")] Task<string> FourAsync(); }
            """));

    // A call of a method that nothing lists, of a client without scopes, is refused.
    [Theory]
    [InlineData("public interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task<string> OneAsync(); [Get(\"/2\")] Task<string> TwoAsync(); }", "OneAsync: a")]
    [InlineData("[Psd2Scopes(\"a\")] public interface IApi { [Get(\"/1\"), Psd2Scopes] Task<string> OneAsync(); [Get(\"/2\")] Task<string> TwoAsync(); }", "a; OneAsync: no scopes")]
    [InlineData("[Psd2Scopes] public interface IApi { [Get(\"/1\")] Task<string> OneAsync(); }", "no scopes")]
    [InlineData("[assembly: Psd2Client(typeof(IApi))] public interface IApi { [Get(\"/1\")] Task<string> OneAsync(); }", "no scopes")]
    public void A_method_without_scopes_gets_none_of_others(string source, string table) => Assert.Equal($"IApi: {table}", TableOf(source));

    [Theory]
    [InlineData("[Get(\"/all/{id}\"), Psd2Scopes(\"b\")] Task<string> GetAsync(int id);")]
    [InlineData("[Get(\"/all/{id}\"), Psd2Anonymous] Task<string> GetAsync(int id);")]
    [InlineData("[Get(\"/all/{id}\"), Psd2Scopes(\"b\")] Task<T> GetAsync<T>(int id);")]
    public void Namesakes_that_differ_are_listed_without_scopes(string namesake) => Assert.Equal(
        "IApi: a; GetAsync: no scopes",
        TableOf($$"""
            [Psd2Scopes("a")] public interface IApi { [Get("/")] Task<string> OneAsync(); [Get("/all")] Task<string> GetAsync(); {{namesake}} }
            """));

    [Fact]
    public void A_method_that_hides_another_with_other_scopes_is_listed_without_scopes() => Assert.Contains(
        "IApi: b; GetAsync: no scopes",
        CompiledInventory.Of("""
            [Psd2Scopes("a")] public interface IBase { [Get("/base")] Task<string> GetAsync(); }
            [Psd2Scopes("b")] public interface IApi : IBase { [Get("/own")] new Task<string> GetAsync(); [Get("/")] Task<string> OneAsync(); }
            """));

    [Fact]
    public void A_method_with_scopes_that_is_anonymous_is_listed_without_scopes() => Assert.Equal(
        "IApi: a; OneAsync: no scopes",
        TableOf("""
            [Psd2Scopes("a")]
            public interface IApi
            {
                [Get("/1"), Psd2Anonymous, Psd2Scopes("b")] Task<string> OneAsync();
                [Get("/2")] Task<string> TwoAsync();
            }
            """));

    [Fact]
    public void Namesakes_that_agree_are_one() => Assert.Equal(
        "IApi: a; SameAsync: b c",
        TableOf("""
            [Psd2Scopes("a")]
            public interface IApi
            {
                [Get("/o")] Task<string> OtherAsync();
                [Get("/s"), Psd2Scopes("b", "c")] Task<string> SameAsync();
                [Get("/s/{id}"), Psd2Scopes("c", "b")] Task<string> SameAsync(int id);
            }
            """));

    [Theory]
    [InlineData("[Get(\"/1\")] Task<string> @event(); [Get(\"/2\"), Psd2Anonymous] Task<string> @class();", "a; class: anonymous")]
    [InlineData("[Get(\"/1\")] Task<string> OneAsync(); [Get(\"/2\"), Psd2Anonymous] Task<string> ÆrligAsync();", "a; ÆrligAsync: anonymous")]
    public void A_method_is_listed_by_the_name_that_Refit_tells(string methods, string table) =>
        Assert.Equal($"IApi: {table}", TableOf($"[Psd2Scopes(\"a\")] public interface IApi {{ {methods} }}"));

    [Theory]
    [InlineData("[S(\"b\")]")]
    [InlineData("[Global(\"b\")]")]
    [InlineData("[Inner(\"b\")]")]
    [InlineData("[Ends(\"b\")]")]
    [InlineData("[EndsAttribute(\"b\")]")]
    [InlineData("[GlobalEnds(\"b\")]")]
    [InlineData("[P.Psd2Scopes(\"b\")]")]
    [InlineData("[global::Aritma.Psd2.Psd2ScopesAttribute(\"b\")]")]
    [InlineData("[P::Psd2Scopes(\"b\")]")]
    [InlineData("[System.Obsolete, @S(\"b\")]")]
    [InlineData("[method: Psd2Scopes(\"b\")]")]
    public void A_method_that_differs_is_found_however_its_attribute_is_written(string attribute)
    {
        var run = new ConsumerProject(
            "using P = Aritma.Psd2; using EndsAttribute = Aritma.Psd2.Psd2ScopesAttribute; using S = Aritma.Psd2.Psd2ScopesAttribute;" + ConsumerProject.Usings + $$"""
                namespace N
                {
                    using Inner = Aritma.Psd2.Psd2ScopesAttribute;
                    [Psd2Scopes("a")] public interface IApi : IBase { [Get("/1")] Task<string> OneAsync(); [Get("/2")] {{attribute}} Task<string> TwoAsync(); }
                    public interface IBase { [Get("/3")] {{attribute}} Task<string> ThreeAsync(); }
                }
                """,
            "global using Global = Aritma.Psd2.Psd2ScopesAttribute; global using GlobalEndsAttribute = Aritma.Psd2.Psd2ScopesAttribute;")
            .Run().MustCompile();

        Assert.Contains("(\"TwoAsync\", new string[] { \"b\" })", run.Text, StringComparison.Ordinal);
        Assert.Contains("(\"ThreeAsync\", new string[] { \"b\" })", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Get(\"/1\")] public partial Task<string> OneAsync();", "[Psd2Anonymous] public partial Task<string> OneAsync() => null!;")]
    [InlineData("[Psd2Anonymous] public partial Task<string> OneAsync();", "[Get(\"/1\")] public partial Task<string> OneAsync() => null!;")]
    public void A_partial_method_has_the_attributes_of_both_parts(string definition, string implementation)
    {
        var run = new ConsumerProject(
            ConsumerProject.Usings + $$"""
                [Psd2Scopes("a")] public partial interface IApi { {{definition}} [Get("/2")] Task<string> TwoAsync(); }
                """,
            ConsumerProject.Usings + $"public partial interface IApi {{ {implementation} }}").Run();

        Assert.Contains("(\"OneAsync\", new string[] {  }, isAnonymous: true)", run.Text, StringComparison.Ordinal);
    }

    // An editor sees the project of a base interface as source, with aliases of its own.
    [Fact]
    public void A_method_of_a_base_interface_in_another_project_is_found_by_that_projects_alias()
    {
        var contracts = new ConsumerProject(
            "using S = Aritma.Psd2.Psd2ScopesAttribute;" + ConsumerProject.Usings + """
                public interface IBase { [Get("/1"), S("b")] Task<string> OneAsync(); }
                """)
        {
            AssemblyName = "Contracts",
        };
        var run = new ConsumerProject(ConsumerProject.Usings + "[Psd2Scopes(\"a\")] public interface IApi : IBase;")
        {
            References = [contracts.Compile().ToMetadataReference()],
        }.Run().MustCompile();

        Assert.Contains("(\"OneAsync\", new string[] { \"b\" })", run.Text, StringComparison.Ordinal);
    }

    // Attributes of other libraries may be called like Refit's.
    [Fact]
    public void A_method_that_is_no_Refit_method_is_never_listed() => Assert.Equal(
        "IX: api",
        TableOf("""
            namespace Contoso { sealed class OptionsAttribute(string s) : System.Attribute { } sealed class GetAttribute : System.Attribute { } }
            namespace Contoso.Api { [Psd2Scopes("api")] public interface IX { [Refit.Get("/a")] Task<string> A(); [Options("x")] string Describe() => ""; [Get] string Cached() => ""; } }
            """));

    [Fact]
    public void The_documentation_reads_like_the_table()
    {
        var text = new ConsumerProject(ConsumerProject.Usings + Differing).Run().Text;

        const string scopes = "<c>a</c> <c>b</c>; FourAsync: anonymous; ThreeAsync: <c>c</c>";
        Assert.Contains(
            $"/// <summary>Registers <see cref=\"global::IApi\"/>, which asks for {scopes}.</summary>", text, StringComparison.Ordinal);
    }

    private static string TableOf(string source) => Assert.Single(CompiledInventory.Of(source));
}
