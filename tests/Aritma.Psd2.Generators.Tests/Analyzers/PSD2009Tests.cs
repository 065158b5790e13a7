using System.Globalization;

namespace Aritma.Psd2.Generators.Tests;

public class PSD2009Tests
{
    private const string Method = "[Get(\"/\")] Task GetAsync();";

    private static readonly Rule Rule = new("PSD2009");

    [Theory]
    [InlineData($"class Outer {{ [{{|PSD2009:Psd2Scopes|}}(\"a\")] private interface IApi {{ {Method} }} }}")]
    [InlineData($"class Outer {{ [{{|PSD2009:Psd2Scopes|}}(\"a\")] protected interface IApi {{ {Method} }} }}")]
    [InlineData($"class Outer {{ [{{|PSD2009:Psd2Scopes|}}(\"a\")] private protected interface IApi {{ {Method} }} }}")]
    [InlineData($"class Outer {{ private class Inner {{ [{{|PSD2009:Psd2Scopes|}}(\"a\")] public interface IApi {{ {Method} }} }} }}")]
    [InlineData($"[{{|PSD2009:Psd2Scopes|}}(\"a\")] file interface IApi {{ {Method} }}")]
    [InlineData("file interface IApi { [Get(\"/1\")] Task OneAsync(); [{|PSD2009:Psd2Scopes|}(\"a\"), Get(\"/2\")] Task TwoAsync(); [Psd2Scopes(\"b\"), Get(\"/3\")] Task ThreeAsync(); }")]
    [InlineData("[{|PSD2009:Psd2Scopes|}(\"a\")] file interface IApi { [Psd2Scopes(\"b\"), Get(\"/\")] Task GetAsync(); }")]
    [InlineData($"[assembly: Psd2Client(typeof(IApi))] [{{|PSD2009:Psd2Scopes|}}(\"a\")] file interface IApi {{ {Method} }}")]
    [InlineData($"[assembly: Psd2Client({{|PSD2009:typeof(IApi)|}}, \"a\")] file interface IApi {{ {Method} }}")]
    [InlineData($"[assembly: Psd2Client({{|PSD2009:typeof(ILends<>)|}})] [Psd2Scopes(\"a\")] interface ILends<T> {{ {Method} }}")]
    [InlineData($"[assembly: Psd2Client({{|PSD2009:typeof(ILends<int>)|}}, \"a\")] interface ILends<T> {{ {Method} }}")]
    [InlineData($"[assembly: Psd2Client({{|PSD2009:typeof(Outer<int>.IApi)|}}, \"a\")] class Outer<T> {{ public interface IApi {{ {Method} }} }}")]
    public Task A_client_that_generated_code_can_not_register_is_reported(string source) => Rule.MustReport(source);

    [Theory]
    [InlineData($"[Psd2Scopes(\"a\")] interface IApi {{ {Method} }}")]
    [InlineData($"[Psd2Scopes(\"a\")] interface IApi {{ {Method} static virtual int Number => 1; static int Other => 2; }}")]
    [InlineData($"public class Outer {{ [Psd2Scopes(\"a\")] internal interface IApi {{ {Method} }} [Psd2Scopes(\"a\")] protected internal interface IOther {{ {Method} }} }}")]
    [InlineData($"[Psd2Scopes(\"a\")] interface ILends<T> {{ {Method} }}")]
    [InlineData($"class Outer<T> {{ [Psd2Scopes(\"a\")] private interface ILends {{ {Method} }} }}")]
    [InlineData($"file interface INoClient {{ {Method} }}")]
    [InlineData($"[assembly: Psd2Client(typeof(IApi), \"a\")] interface IApi : ILends<int>; interface ILends<T> {{ {Method} }}")]
    public Task What_can_be_registered_or_only_lends_its_scopes_is_fine(string source) => Rule.MustStayQuiet(source);

    [Theory]
    [InlineData("[Psd2Scopes(\"a\")] file interface IApi;")]
    [InlineData("[assembly: Psd2Client(typeof(string))] [assembly: Psd2Client(typeof(System.Collections.Generic.IList<>))]")]
    [InlineData($"[assembly: Psd2Client(typeof(Outer.IApi), \"a\")] class Outer {{ private interface IApi {{ {Method} }} }}")]
    [InlineData("[assembly: Psd2Client(typeof(Missing<>))] [assembly: Psd2Client(typeof())] [Psd2Scopes(\"a\")] file interface")]
    public Task What_another_rule_or_the_compiler_reports_is_left_to_them(string source) => Rule.MustReport(source);

    [Fact]
    public async Task Says_why_and_what_to_do()
    {
        var reports = await Rule.MustReport("""
            [assembly: Psd2Client({|PSD2009:typeof(ICrud<string, int>)|}, "a")]
            [assembly: Psd2Client({|PSD2009:typeof(ICrud<,>)|}, "a")]
            interface ICrud<T, TKey> { [Get("/")] Task<T> GetAsync(TKey key); }
            [{|PSD2009:Psd2Scopes|}("a")] file interface IFile { [Get("/")] Task GetAsync(); }
            class Outer { [{|PSD2009:Psd2Scopes|}("a")] private interface IPrivate { [Get("/")] Task GetAsync(); } }
            """);

        Assert.Equal(
            [
                "'ICrud<string, int>' can't be registered by generated code: it is generic. Derive an interface that isn't (interface IMyApi : ICrud<string, int>), and make that one the client.",
                "'ICrud<,>' can't be registered by generated code: it is generic. Derive an interface that isn't (interface IMyApi : ICrud<…>), and make that one the client.",
                "'IFile' can't be registered by generated code: it is local to its file. Remove 'file'.",
                "'Outer.IPrivate' can't be registered by generated code: it is private or protected, or nested in a type that is. Make it internal or public.",
            ],
            reports.Select(report => report.GetMessage(CultureInfo.InvariantCulture)));
    }
}
