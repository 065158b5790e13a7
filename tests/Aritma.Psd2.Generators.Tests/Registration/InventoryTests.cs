using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>The emitted <c>Psd2ScopeInventory</c>.</summary>
public class InventoryTests
{
    private const string Client = "[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }";

    [Fact]
    public void Lists_all_clients_in_the_order_of_their_full_names() => Assert.Equal(
        [
            "IAccountsApi: a b",
            "IBase: base",
            "IMixedApi: SecondAsync: m; FirstAsync: anonymous; BaseAsync: base",
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

        Assert.Contains("Psd2ClientScopes ApiScopes { get; } = ", run.Inventory, StringComparison.Ordinal);
        Assert.Contains(
            "Add<global::IApi>(builder, global::Aritma.Psd2.Psd2ScopeInventory.ApiScopes, refitSettings, configureClient);",
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

        Assert.Contains("typeof(global::IOldApi), new string[] { \"a\" }", run.Inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_emitted_without_clients() => Assert.Empty(new ConsumerProject("class Program;").Run().Inventory);

    [Fact]
    public void An_assembly_that_sees_the_internals_of_another_has_its_own()
    {
        var library = new ConsumerProject(
            ConsumerProject.Usings + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n"
                + "namespace Library { " + Client + " }")
        {
            AssemblyName = "Library",
        };
        var app = new ConsumerProject(
            ConsumerProject.Usings + "namespace App { " + Client + " class Program { object Own => Psd2ScopeInventory.Clients; } }")
        {
            AssemblyName = "App",
            References = [library.Run().MustCompile().Output.ToMetadataReference()],
        };

        Assert.DoesNotContain(
            app.Run().MustCompile().Output.GetDiagnostics(),
            diagnostic => diagnostic.Location.IsInSource && diagnostic.Severity >= DiagnosticSeverity.Warning);
    }
}
