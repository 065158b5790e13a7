using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2007Tests
{
    private static readonly Rule Rule = new("PSD2007");

    [Theory]
    [InlineData("[{|PSD2007:Psd2Scopes|}(\"a\")] interface IApi { }")]
    [InlineData("[{|PSD2007:Psd2Scopes|}(\"a\")] interface IApi { Task GetAsync(); }")]
    [InlineData("[{|PSD2007:Psd2Scopes|}(\"a\")] interface IApi { [System.Obsolete] Task GetAsync(); }")]
    [InlineData("[{|PSD2007:Psd2Scopes|}(\"a\")] interface IApi : System.IDisposable { }")]
    [InlineData("[{|PSD2007:Aritma.Psd2.Psd2ScopesAttribute|}(\"a\")] interface ILends<T> { Task<T> GetAsync(); }")]
    [InlineData("class Outer { [{|PSD2007:Psd2Scopes|}(\"a\")] private interface IApi { } }")]
    [InlineData("interface IApi { [{|PSD2007:Psd2Scopes|}(\"a\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [{|PSD2007:Psd2Anonymous|}] Task GetAsync(); [Get(\"/\")] Task OtherAsync(); }")]
    [InlineData("interface IApi { [{|PSD2007:Psd2Scopes|}(\"a\")] Task GetAsync() => OtherAsync(); [Get(\"/\")] Task OtherAsync(); }")]
    [InlineData("interface IApi { string Name { [{|PSD2007:Psd2Scopes|}(\"a\")] get; } }")]
    [InlineData("class Api { [{|PSD2007:Psd2Scopes|}(\"a\"), {|PSD2007:Psd2Anonymous|}] public void Get() { } }")]
    [InlineData("class Impl : IApi { [Get(\"/\"), {|PSD2007:Psd2Scopes|}(\"a\")] public Task GetAsync() => Task.CompletedTask; } interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("abstract class Api { [Get(\"/1\"), {|PSD2007:Psd2Scopes|}(\"a\")] public abstract Task OneAsync(); [Get(\"/2\"), {|PSD2007:Psd2Anonymous|}] public abstract Task TwoAsync(); }")]
    [InlineData("struct Api { [Get(\"/\"), {|PSD2007:Psd2Scopes|}(\"a\")] public Task GetAsync() => Task.CompletedTask; }")]
    [InlineData("interface IApi { [Get(\"/1\")] Task GetAsync(); [Get(\"/2\"), {|PSD2007:Psd2Scopes|}(\"a\")] static Task OtherAsync() => Task.CompletedTask; }")]
    [InlineData("interface IApi<T> { [Get(\"/\"), {|PSD2007:Psd2Scopes|}(\"a\")] static abstract Task GetAsync(); }")]
    [InlineData("[{|PSD2007:Psd2Scopes|}(\"a\")] interface IApi { [Get(\"/\")] static Task GetAsync() => Task.CompletedTask; }")]
    public Task An_attribute_on_what_makes_no_call_is_reported(string source) => Rule.MustReport(source);

    [Theory]
    [InlineData("{|PSD2007:typeof(INone)|}, \"a\"")]
    [InlineData("scopes: new[] { \"a\" }, client: {|PSD2007:typeof(INone)|}")]
    [InlineData("{|PSD2007:typeof(string)|}")]
    [InlineData("{|PSD2007:typeof(int[])|}")]
    [InlineData("{|PSD2007:typeof(void)|}")]
    [InlineData("{|PSD2007:typeof(void*)|}")]
    [InlineData("{|PSD2007:typeof(System.Collections.Generic.IList<>)|}")]
    [InlineData("{|PSD2007:typeof(System.Collections.Generic.IList<int>)|}")]
    public Task An_assembly_that_names_no_Refit_interface_is_reported(string arguments) =>
        Rule.MustReport($"[assembly: Psd2Client({arguments})] interface INone {{ }}");

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Get(\"/\")] Task GetAsync(); Task OtherAsync() => GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IBase; interface IBase { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface ILends<T> { [Get(\"/\")] Task<T> GetAsync(); }")]
    [InlineData("interface IApi { [Get(\"/1\"), Psd2Scopes(\"a\")] Task OneAsync(); [Post(\"/2\"), Psd2Anonymous] Task TwoAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Purge] Task GetAsync(); } class PurgeAttribute() : HttpMethodAttribute(\"/\") { public override System.Net.Http.HttpMethod Method => new(\"PURGE\"); }")]
    [InlineData("[assembly: Psd2Client(typeof(IApi), \"a\")] [assembly: Psd2Client(typeof(IBase<>), \"a\")] interface IApi : IBase<int>; interface IBase<T> { [Get(\"/\")] Task<T> GetAsync(); }")]
    public Task An_attribute_on_what_makes_calls_is_fine(string source) => Rule.MustStayQuiet(source);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi { [Gte(\"/\")] Task GetAsync(); }")]
    [InlineData("interface IApi { [Gte(\"/\"), Psd2Scopes(\"a\"), Psd2Anonymous] Task GetAsync(); }")]
    [InlineData("[Psd2Scopes(\"a\")] interface IApi : IMissing;")]
    [InlineData("[Psd2Scopes(\"a\")] class Api;")]
    [InlineData("[Psd2Anonymous] interface IApi;")]
    [InlineData("interface IApi { [return: Psd2Scopes(\"a\")] Task GetAsync(); Task OneAsync([Psd2Scopes(\"a\")] string one); }")]
    [InlineData("[Psd2Scopes(\"a\")] [Psd2Scopes(\"b\")] interface IApi { [Get(\"/\")] Task GetAsync(); }")]
    [InlineData("[assembly: Psd2Client(typeof(Missing))] [assembly: Psd2Client(typeof(System.Collections.Generic.List<Missing>))]")]
    [InlineData("[assembly: Psd2Client(typeof(Missing[]))] [assembly: Psd2Client()] [assembly: Psd2Client(typeof())] [assembly: Psd2Client(null)]")]
    public Task Half_written_code_is_left_to_the_compiler(string source) => Rule.MustReport(source);

    [Fact]
    public async Task Says_why_and_what_to_do()
    {
        var reports = await Rule.MustReport("""
            [assembly: Psd2Client({|PSD2007:typeof(string)|})]
            [{|PSD2007:Psd2Scopes|}("a")] interface INone { [{|PSD2007:Psd2Anonymous|}] Task GetAsync(); }
            class Api { [Get("/"), {|PSD2007:Psd2Scopes|}("a")] public void Get() { } }
            """);

        Assert.Equal(
            [
                "[Psd2Client] does nothing for 'string', which is no interface. Name a Refit interface.",
                "[Psd2Scopes] does nothing for 'INone', which has no Refit method. Add one, or remove [Psd2Scopes].",
                "[Psd2Anonymous] does nothing for 'INone.GetAsync()', which is no Refit method. Add [Get(\"…\")] or the like, or remove [Psd2Anonymous].",
                "[Psd2Scopes] does nothing for 'Api.Get()', which is no instance method of an interface. Put it on the method of the Refit interface, or remove [Psd2Scopes].",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
    }
}
