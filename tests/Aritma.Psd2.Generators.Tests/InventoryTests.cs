using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>What the emitted <c>Psd2ScopeInventory</c> lists, read from the compiled assembly.</summary>
public class InventoryTests
{
    private static int _assemblies;

    [Fact]
    public void Lists_the_methods_of_all_clients_with_their_scopes()
    {
        Assert.Equal(
            [
                "IAccountsApi.GetAsync: a b",
                "IAccountsApi.ListAsync: a b",
                "IMixedApi.SecondAsync: m",
                "IMixedApi.FirstAsync: anonymous",
                "IMixedApi.BaseAsync: base",
            ],
            Entries("""
                namespace Z { public interface IMixedApi : IBase { [Get("/2"), Psd2Scopes("m")] Task<string> SecondAsync(); [Get("/1"), Psd2Anonymous] Task<string> FirstAsync(); } }
                namespace A { [Psd2Scopes("a", "b")] public interface IAccountsApi { [Get("/1")] Task<string> GetAsync(); [Get("/2")] Task<string> ListAsync(); } }
                [Psd2Scopes("base")] public interface IBase { [Get("/base")] Task<string> BaseAsync(); }
                """).Where(entry => !entry.StartsWith("IBase.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Methods_of_one_name_are_one_entry() => Assert.Equal(
        ["IApi.SameAsync: a", "IApi.OtherAsync: b"],
        Entries("""
            [Psd2Scopes("a")]
            public interface IApi
            {
                [Get("/s")] Task<string> SameAsync();
                [Get("/s/{id}"), Psd2Scopes("a")] Task<string> SameAsync(int id);
                [Get("/o"), Psd2Scopes("b")] Task<string> OtherAsync();
            }
            """));

    [Theory]
    [InlineData("[G(\"/\")] Task<string> GetAsync();")]
    [InlineData("[Refit.GetAttribute(\"/\")] Task<string> GetAsync();")]
    [InlineData("[global::Refit.Get(\"/\")] Task<string> GetAsync();")]
    [InlineData("[Headers(\"X: y\"), Get(\"/\")] Task<string> GetAsync();")]
    [InlineData("[System.Obsolete, Get(\"/\")] Task<string> GetAsync();")]
    [InlineData("[Search] Task<string> GetAsync();")]
    [InlineData("[Get(\"/\")] Task<string> @GetAsync();")]
    [InlineData("[Get(\"/\")] Task<string> GetAsync(); [System.Obsolete] void Other() { } string Property => \"\"; void Bare() { }")]
    public void Finds_a_method_however_its_attributes_are_written(string methods)
    {
        var run = new ConsumerProject("using G = Refit.GetAttribute;\n" + ConsumerProject.Usings + $$"""
            public class SearchAttribute() : HttpMethodAttribute("/search") { public override System.Net.Http.HttpMethod Method => new("SEARCH"); }
            [Psd2Scopes("a")] public interface IApi { {{methods}} }
            """).Run().MustCompile();

        Assert.Equal(2, run.Inventory.Split("typeof(").Length);
        Assert.Contains("typeof(global::IApi), \"GetAsync\", new string[] { \"a\" })", run.Inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_empty_of_errors_beside_obsolete_clients()
    {
        var run = new ConsumerProject(ConsumerProject.Usings + """
            [System.Obsolete("Use the other", error: true), Psd2Scopes("a")] public interface IOldApi { [Get("/")] Task<string> GetAsync(); }
            """).Run().MustCompile(expectedWarnings: ["CS0612", "CS0618"]);

        Assert.Contains("typeof(global::IOldApi), \"GetAsync\"", run.Inventory, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_emitted_without_clients() => Assert.Empty(new ConsumerProject("class Program;").Run().Inventory);

    private static IEnumerable<string> Entries(string source)
    {
        var run = new ConsumerProject(ConsumerProject.Usings + source)
        {
            AssemblyName = $"Contoso.Inventory{Interlocked.Increment(ref _assemblies)}",
        }.Run();
        var inventory = run.Load().GetType("Aritma.Psd2.Psd2ScopeInventory")!;
        Assert.False(inventory.IsPublic);
        var entries = (IReadOnlyList<Psd2ScopeInventoryEntry>)inventory.GetProperty("Entries")!.GetValue(null)!;
        return entries.Select(entry => entry.ToString());
    }

    [Fact]
    public void An_assembly_that_sees_the_internals_of_another_has_its_own()
    {
        const string Client = "[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }";
        var library = new ConsumerProject(
            ConsumerProject.Usings + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n"
                + "namespace Library { " + Client + " }")
        {
            AssemblyName = "Library",
        };
        var app = new ConsumerProject(
            ConsumerProject.Usings + "namespace App { " + Client + " class Program { object Own => Psd2ScopeInventory.Entries; } }")
        {
            AssemblyName = "App",
            References = [library.Run().MustCompile().Output.ToMetadataReference()],
        };

        Assert.DoesNotContain(
            app.Run().MustCompile().Output.GetDiagnostics(),
            diagnostic => diagnostic.Location.IsInSource && diagnostic.Severity >= DiagnosticSeverity.Warning);
    }
}
