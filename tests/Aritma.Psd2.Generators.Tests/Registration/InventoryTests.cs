using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>The emitted inventory of scopes.</summary>
public class InventoryTests
{
    private const string Client = "[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }";

    [Fact]
    public void Lists_all_clients_in_the_order_of_their_full_names() => Assert.Equal(
        [
            "IAccountsApi: a b",
            "IBase: base",
            "IMixedApi: BaseAsync: base; FirstAsync: anonymous; SecondAsync: m",
        ],
        CompiledInventory.Of("""
            namespace Z { public interface IMixedApi : M.IBase { [Get("/2"), Psd2Scopes("m")] Task<string> SecondAsync(); [Get("/1"), Psd2Anonymous] Task<string> FirstAsync(); } }
            namespace A { [Psd2Scopes("a", "b")] public interface IAccountsApi { [Get("/1")] Task<string> GetAsync(); [Get("/2")] Task<string> ListAsync(); } }
            namespace M { [Psd2Scopes("base")] public interface IBase { [Get("/base")] Task<string> BaseAsync(); } }
            """));

    [Fact]
    public void Has_each_client_by_its_name_and_registers_it_from_there()
    {
        var run = new ConsumerProject(ConsumerProject.Usings + Client).Run().MustCompile();

        Assert.Contains("Psd2ClientScopes ApiScopes { get; } = ", run.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Add<global::IApi>(builder, global::Aritma.Psd2.Contoso_ErpPsd2ScopeInventory.ApiScopes, refitSettings, configureClient);",
            run.Text,
            StringComparison.Ordinal);
    }

    // Each is the name of another member, or of a type that the inventory names, once its I is gone.
    [Theory]
    [InlineData("IClients")]
    [InlineData("IEquals")]
    [InlineData("IPsd2Client")]
    [InlineData("IPsd2ScopeInventory")]
    [InlineData("IAdd")]
    public void Compiles_whatever_a_client_is_called(string name) => Assert.Equal(
        [$"{name}: a"],
        CompiledInventory.Of($"[Psd2Scopes(\"a\")] public interface {name} {{ [Get(\"/\")] Task<string> GetAsync(); }}"));

    [Fact]
    public void Is_empty_of_errors_beside_obsolete_clients()
    {
        var run = new ConsumerProject(ConsumerProject.Usings + """
            [System.Obsolete("Use the other", error: true), Psd2Scopes("a")] public interface IOldApi { [Get("/")] Task<string> GetAsync(); }
            """).Run().MustCompile(expectedWarnings: ["CS0612", "CS0618"]);

        Assert.Contains("typeof(global::IOldApi), new string[] { \"a\" }", run.Text, StringComparison.Ordinal);
    }

    // The other way round the class that registers is hidden, so that each has its own.
    [Theory]
    [InlineData("object Own => AppPsd2ScopeInventory.Clients;")]
    [InlineData("object Theirs => LibraryPsd2ScopeInventory.Clients;")]
    [InlineData("object Theirs => LibraryPsd2ScopeInventory.ApiScopes.Scopes;")]
    [InlineData("object Own(IServiceCollection services) => services.AddPsd2Clients(options => { });")]
    [InlineData("object Own(Psd2Builder builder) => builder.AddApi();")]
    public void An_assembly_that_sees_the_internals_of_another_has_its_own_and_can_read_the_others(string member)
    {
        var library = new ConsumerProject(
            ConsumerProject.Usings + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n"
                + "namespace Library { " + Client + " }")
        {
            AssemblyName = "Library",
        }.Run().MustCompile().Output;
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);

        MetadataReference[] references = [library.ToMetadataReference(), MetadataReference.CreateFromImage(image.ToArray())];
        foreach (var reference in references)
        {
            var app = new ConsumerProject(
                "using Microsoft.Extensions.DependencyInjection; " + ConsumerProject.Usings
                    + "namespace App { " + Client + " class Program { " + member + " } }")
            {
                AssemblyName = "App",
                References = [reference],
            };

            Assert.DoesNotContain(
                app.Run().MustCompile().Output.GetDiagnostics(),
                diagnostic => diagnostic.Location.IsInSource && diagnostic.Severity >= DiagnosticSeverity.Warning);
        }
    }

    [Fact]
    public void A_test_project_without_clients_can_read_that_of_what_it_tests()
    {
        var app = new ConsumerProject(
            ConsumerProject.Usings + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App.Tests\")] " + Client)
        {
            AssemblyName = "App",
        };
        var tests = new ConsumerProject(ConsumerProject.Usings + "class Tests { object Theirs => AppPsd2ScopeInventory.Clients; }")
        {
            AssemblyName = "App.Tests",
            References = [app.Run().MustCompile().Output.ToMetadataReference()],
        };

        tests.Run().MustCompile();
    }
}
