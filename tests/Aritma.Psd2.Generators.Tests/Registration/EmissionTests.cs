using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aritma.Psd2.Generators.Tests;

public class EmissionTests
{
    private const string AccountsApi = ConsumerProject.Usings + """
        namespace Contoso.Banking;

        [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
        public interface IAccountsApi
        {
            [Get("/accounts")]
            Task<string> GetAsync();
        }
        """;

    [Fact]
    public void Emits_one_registration_method_in_each_form()
    {
        var text = new ConsumerProject(AccountsApi).Run().MustCompile().Text;

        Assert.Contains("namespace Microsoft.Extensions.DependencyInjection\n", text, StringComparison.Ordinal);
        Assert.Contains("internal static partial class Contoso_ErpPsd2Registration\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "[global::System.CodeDom.Compiler.GeneratedCodeAttribute(\"Aritma.Psd2.Generators\", ", text, StringComparison.Ordinal);
        Assert.Equal(4, Occurrences(text, "global::Aritma.Psd2.Psd2Builder AddPsd2Clients("));
        Assert.Equal(2, Occurrences(text, "string name, "));
        Assert.Equal(1, Occurrences(text, "global::Aritma.Psd2.Psd2Builder AddAccountsApi("));
    }

    [Fact]
    public void Passes_the_scopes_in_declared_order()
    {
        var inventory = new ConsumerProject(AccountsApi).Run().MustCompile().Text;

        Assert.Contains("new string[] { \"banking.channel.psd2\", \"banking.ais.read\" }", inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_the_scopes()
    {
        var text = new ConsumerProject(AccountsApi).Run().MustCompile().Text;

        Assert.Contains(
            "/// <summary>Registers <see cref=\"global::Contoso.Banking.IAccountsApi\"/>, which asks for "
            + "<c>banking.channel.psd2</c> <c>banking.ais.read</c>.</summary>",
            text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\"", "{ \"a\" }")]
    [InlineData("\"a\" + \".b\", Own.Scope, nameof(Own)", "{ \"a.b\", \"own.scope\", \"Own\" }")]
    [InlineData("new[] { \"a\", \"b\" }", "{ \"a\", \"b\" }")]
    [InlineData("scopes: \"a\"", "{ \"a\" }")]
    [InlineData("\"a\\\"b\\\\c\\n\"", "{ \"a\\\"b\\\\c\\n\" }")]
    [InlineData("\"a\", null", "{ \"a\", null! }")]
    [InlineData("null", "{  }")]
    [InlineData("", "{  }")]
    public void Takes_the_values_of_the_arguments_not_their_syntax(string arguments, string emitted)
    {
        var inventory = new ConsumerProject(ConsumerProject.Usings + $$"""
            static class Own { public const string Scope = "own.scope"; }
            [Psd2Scopes({{arguments}})]
            interface IApi { [Get("/")] Task<string> GetAsync(); }
            """).Run().MustCompile().Text;

        Assert.Contains($"new string[] {emitted}", inventory, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Contoso.Erp", "Contoso_ErpPsd2Registration")]
    [InlineData("contoso-erp web", "contoso_erp_webPsd2Registration")]
    [InlineData("3rdParty", "_3rdPartyPsd2Registration")]
    [InlineData("Ærlig", "ÆrligPsd2Registration")]
    public void Names_its_class_after_the_assembly(string assemblyName, string className)
    {
        var run = new ConsumerProject(AccountsApi) { AssemblyName = assemblyName }.Run().MustCompile();

        Assert.Contains($"internal static partial class {className}\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_the_registration_public_under_a_name_of_the_library()
    {
        var run = new ConsumerProject(AccountsApi.Replace("public interface", "internal interface", StringComparison.Ordinal))
        {
            RegistrationMethod = "AddContosoBanking",
        }.Run().MustCompile();

        Assert.Contains("public static partial class Contoso_ErpPsd2Registration\n", run.Text, StringComparison.Ordinal);
        Assert.Contains("Psd2Builder AddContosoBanking(", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AddPsd2Clients", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add Contoso", "")]
    [InlineData("class", "Psd2Builder @class(")]
    public void Survives_a_registration_method_that_is_no_plain_name(string method, string emitted)
    {
        var run = new ConsumerProject(AccountsApi) { RegistrationMethod = method }.Run().MustCompile();

        Assert.Equal(emitted.Length > 0, run.Text.Length > 0);
        Assert.Contains(emitted, run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_whatever_the_order_of_files()
    {
        string[] sources = [.. "BAC".Select(name => ConsumerProject.Usings + $$"""
            [Psd2Scopes("a")] public interface I{{name}} { [Get("/")] Task<string> GetAsync(); }
            """)];

        var forward = new ConsumerProject(sources).Run().MustCompile();
        var backward = new ConsumerProject([.. sources.Reverse()]).Run().MustCompile();

        Assert.Equal(forward.Text, backward.Text);
        Assert.Equal(forward.Text, backward.Text);
        Assert.DoesNotContain("\r", forward.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_whatever_the_order_of_the_parts_of_an_interface()
    {
        string[] parts =
        [
            "[Psd2Scopes(\"a\")] public partial interface IApi : IOne, ITwo { [Get(\"/z\"), Psd2Scopes(\"z\", \"y\")] Task<string> Z(); }",
            "public partial interface IApi { [Get(\"/m\"), Psd2Anonymous] Task<string> M(); [Get(\"/z\"), Psd2Scopes(\"y\", \"z\")] Task<string> Z(int id); }",
            "public interface IOne { [Get(\"/b\"), Psd2Scopes(\"b\")] Task<string> B(); }",
            "public interface ITwo { [Get(\"/c\"), Psd2Scopes(\"c\")] Task<string> C(); }",
        ];
        string[] sources = [.. parts.Select(part => ConsumerProject.Usings + part)];

        Assert.Equal(
            new ConsumerProject(sources).Run().MustCompile().Text,
            new ConsumerProject([.. sources.Reverse()]).Run().MustCompile().Text);
    }

    [Fact]
    public void Is_short_beside_what_it_registers()
    {
        var registration = GeneratorRun.Emitted(new ConsumerProject(AccountsApi).Run().MustCompile().Result).First().SourceText;

        Assert.InRange(registration.Lines.Count, 1, 66);
    }

    [Theory]
    [InlineData("Contoso_ErpPsd2Registration")]
    [InlineData("AddAccountsApi")]
    [InlineData("Add")]
    [InlineData("AddAll")]
    public void Compiles_whatever_the_registration_method_is_called(string method) =>
        Assert.Contains(
            $"Psd2Builder {method}(",
            new ConsumerProject(AccountsApi) { RegistrationMethod = method }.Run().MustCompile().Text,
            StringComparison.Ordinal);

    [Fact]
    public void Emits_nothing_without_clients()
    {
        Assert.Empty(new ConsumerProject("class Program;").Run().MustCompile().Text);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp13, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.CSharp13, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Annotations)]
    public void Compiles_without_a_warning_in_every_language_version_with_nullable_on_and_off(
        LanguageVersion version, NullableContextOptions nullable) =>
        new ConsumerProject(AccountsApi) { LanguageVersion = version, Nullable = nullable }.Run().MustCompile();

    [Fact]
    public void Compiles_beside_types_and_namespaces_that_are_named_like_the_platforms()
    {
        var run = new ConsumerProject(
            ConsumerProject.Usings + """
                namespace Contoso
                {
                    class System { } class Microsoft { } class Aritma { } class String { } class IServiceProvider { } class Func { }
                    [Psd2Scopes("a")] interface IOrdersApi { [Get("/")] Task<string> GetAsync(); }
                }
                """,
            ConsumerProject.Usings + """
                namespace Contoso.Erp.System { [Psd2Scopes("a")] interface ISystemApi { [Get("/")] Task<string> GetAsync(); } }
                namespace Contoso.Erp.Microsoft { [Psd2Scopes("a")] interface IMicrosoftApi { [Get("/")] Task<string> GetAsync(); } }
                namespace Microsoft.Extensions.DependencyInjection { class System { } class Refit { } class Psd2Builder { } class Aritma { } class Psd2ScopeInventory { } }
                namespace Aritma.Psd2.System { [Psd2Scopes("a")] interface IPsd2Client { [Get("/")] Task<string> GetAsync(); } }
                """).Run().MustCompile();

        Assert.Contains("Psd2Builder AddOrdersApi(", run.Text, StringComparison.Ordinal);
        Assert.Contains("Psd2Builder AddSystemApi(", run.Text, StringComparison.Ordinal);
        Assert.Contains("Psd2Builder AddMicrosoftApi(", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compiles_for_obsolete_and_experimental_interfaces()
    {
        var run = new ConsumerProject(ConsumerProject.Usings + """
            using System; using System.Diagnostics.CodeAnalysis;
            [Obsolete("Use the other", error: true)]
            [Psd2Scopes("a")] public interface IOldApi { [Get("/")] Task<string> GetAsync(); }
            [Obsolete("Use the other", error: true)]
            public static class Old { [Psd2Scopes("a")] public interface INestedApi { [Get("/")] Task<string> GetAsync(); } }
            [Experimental("CONTOSO1")]
            [Psd2Scopes("a")] public interface INewApi { [Get("/")] Task<string> GetAsync(); }
            """).Run();

        Assert.Equal(4, Occurrences(run.Text, "[global::System.ObsoleteAttribute]"));
        Assert.Equal(2, Occurrences(run.Text, "[global::System.Diagnostics.CodeAnalysis.ExperimentalAttribute(\"CONTOSO1\")]"));
        run.MustCompile(expectedWarnings: ["CS0612", "CS0618", "CONTOSO1"]);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
