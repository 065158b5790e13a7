namespace Aritma.Psd2.Generators.Tests;

public class InterfaceTests
{
    [Theory]
    [InlineData("public interface IApi { [Get(\"/\")] Task<string> GetAsync(); }", "global::IApi")]
    [InlineData("internal interface IApi { [Get(\"/\")] Task<string> GetAsync(); }", "global::IApi")]
    [InlineData("interface IApi : IBase;", "global::IApi")]
    [InlineData("interface IApi : IBase { [Post(\"/\")] Task PostAsync(); }", "global::IApi")]
    [InlineData("interface IApi : ICrud<string, int>;", "global::IApi")]
    [InlineData("interface IÆrlig { [Get(\"/\")] Task<string> GetAsync(); }", "global::IÆrlig")]
    [InlineData("interface @event { [Get(\"/\")] Task<string> GetAsync(); }", "global::@event")]
    public void Is_registered(string declaration, string type) =>
        Assert.Contains($"Add<{type}>(", Run($"[Psd2Scopes(\"a\")] {declaration}").MustCompile().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("namespace @class.@event { [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }", "global::@class.@event.IApi")]
    [InlineData("public class Outer { internal struct Middle { [Psd2Scopes(\"a\")] internal interface IApi { [Get(\"/\")] Task<string> GetAsync(); } } }", "global::Outer.Middle.IApi")]
    [InlineData("public class Outer { [Psd2Scopes(\"a\")] protected internal interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }", "global::Outer.IApi")]
    public void Is_registered_from_where_it_stands(string source, string type)
    {
        var run = Run(source).MustCompile();

        Assert.Contains($"Add<{type}>(", run.Text, StringComparison.Ordinal);
        Assert.Contains($"typeof({type})", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Outer { [Psd2Scopes(\"a\")] private interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }")]
    [InlineData("class Outer { [Psd2Scopes(\"a\")] protected interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }")]
    [InlineData("class Outer { [Psd2Scopes(\"a\")] private protected interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }")]
    [InlineData("class Outer { private class Inner { [Psd2Scopes(\"a\")] public interface IApi { [Get(\"/\")] Task<string> GetAsync(); } } }")]
    [InlineData("class Outer<T> { [Psd2Scopes(\"a\")] public interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }")]
    [InlineData("[Psd2Scopes(\"a\")] file interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi<T> { [Get(\"/\")] Task<T> GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    public void Is_no_client_where_generated_code_could_not_register_it(string source) => Assert.Empty(Run(source).MustCompile().Text);

    [Theory]
    [InlineData("[Psd2Scopes(Missing.Scope)] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(42)] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\"] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Psd2Scopes(\"b\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> Get")]
    [InlineData("[Psd2Scopes(\"a\")] interface { [Get(\"/\")] Task<string> GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")]")]
    [InlineData("namespace { [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); } }")]
    [InlineData("namespace .Banking; [Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task<string> GetAsync(); }")]
    public void Half_written_code_breaks_neither_generator_nor_output(string source)
    {
        var run = Run(source);

        Assert.Null(run.Result.Exception);
        Assert.All(run.Result.GeneratedSources, emitted => Assert.Empty(emitted.SyntaxTree.GetDiagnostics()));
    }

    [Fact]
    public void A_partial_interface_is_registered_once()
    {
        var run = Run("""
            [Psd2Scopes("a")] partial interface IApi { [Get("/1")] Task<string> OneAsync(); }
            partial interface IApi { [Get("/2")] Task<string> TwoAsync(); }
            """).MustCompile();

        Assert.Equal(2, run.Text.Split("Psd2Builder AddApi(").Length);
    }

    [Theory]
    [InlineData("IAccountsApi", "AddAccountsApi")]
    [InlineData("AccountsApi", "AddAccountsApi")]
    [InlineData("Ibanking", "AddIbanking")]
    [InlineData("I", "AddI")]
    public void Gives_its_name_to_its_method(string name, string method) => Assert.Contains(
        $"Psd2Builder {method}(",
        Run($"[Psd2Scopes(\"a\")] interface {name} {{ [Get(\"/\")] Task<string> GetAsync(); }}").MustCompile().Text,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Contoso.Norway.IApi Contoso.Sweden.IApi", "AddNorwayApi AddSwedenApi")]
    [InlineData("Contoso.Norway.V1.IApi Contoso.Sweden.V1.IApi", "AddNorwayApi AddSwedenApi")]
    [InlineData("Contoso.IApi Contoso.Sweden.IApi", "AddContosoApi AddSwedenApi")]
    [InlineData("A.X.IApi A.Y.IApi B.X.IApi", "AddAXApi AddAYApi AddBXApi")]
    [InlineData("Contoso.Api Contoso.IApi", "AddApi AddApi2")]
    [InlineData("Contoso.Norway.IApi Contoso.Sweden.IApi Other.INorwayApi", "AddNorwayApi2 AddSwedenApi AddNorwayApi")]
    public void Is_told_from_its_namesakes_by_the_last_qualifier_that_differs(string types, string methods)
    {
        var source = string.Concat(types.Split(' ').Select(type =>
        {
            var dot = type.LastIndexOf('.');
            var (space, name) = (type[..dot], type[(dot + 1)..]);
            return $"namespace {space} {{ [Psd2Scopes(\"a\")] interface {name} {{ [Get(\"/\")] Task<string> GetAsync(); }} }}\n";
        }));

        var text = Run(source).MustCompile().Text;

        Assert.All(types.Split(' ').Zip(methods.Split(' ')), client => Assert.StartsWith(
            $"Registers <see cref=\"global::{client.First}\"/>, ",
            text[..text.IndexOf($"Psd2Builder {client.Second}(", StringComparison.Ordinal)].Split("/// <summary>")[^1],
            StringComparison.Ordinal));
    }

    private static GeneratorRun Run(string source) => new ConsumerProject(
        ConsumerProject.Usings + source,
        ConsumerProject.Usings + """
            interface IBase { [Get("/base")] Task<string> GetBaseAsync(); }
            interface ICrud<T, TKey> { [Get("/{id}")] Task<T> ReadAsync(TKey id); }
            """).Run();
}
