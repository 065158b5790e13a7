using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>
/// Each piece of C# in the README compiles in a web application that has the README's interface, or, with the ready client, in one that
/// has none.
/// </summary>
public partial class ReadmeTests
{
    // What a web project has without a word.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.DataProtection;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Logging; global using Aritma.Psd2;
        """;

    // What the platform's generator makes of the context.
    private const string JsonContext = """
        partial class BankingJson(System.Text.Json.JsonSerializerOptions? options = null) : System.Text.Json.Serialization.JsonSerializerContext(options)
        {
            public static BankingJson Default { get; } = new();
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;

    private static readonly string[] Examples = BlocksOf("README.md");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Examples.Length).Where(number => Examples[number] != Client)];

    /// <summary>The interface that the others use.</summary>
    public static string Client { get; } = BlocksOf("README.md").Single(code => code.Contains("[Psd2Scopes(", StringComparison.Ordinal));

    [Fact]
    public void The_interface_is_a_client() => new ConsumerProject(ImplicitUsings, Client).Run().MustCompile();

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_example_compiles(int number) =>
        Compile(Examples[number], UsesReadyClient(Examples[number]) ? [] : [Client]);

    /// <summary>The other pieces of that page need no generator: the tests of the ready client compile them.</summary>
    [Fact]
    public void An_interface_beside_the_ready_client_compiles() =>
        Compile(BlocksOf("docs/client.md").Single(code => code.Contains("[Psd2Scopes(", StringComparison.Ordinal)));

    private static void Compile(string example, params string[] others)
    {
        var usings = Usings().Match(example).Value;
        var code = example[usings.Length..];
        var hasBuilder = code.StartsWith("builder.", StringComparison.Ordinal) || code.StartsWith("await ", StringComparison.Ordinal);
        var program = $"{usings}{(hasBuilder ? "var builder = WebApplication.CreateBuilder(args);\n" : "")}{code}";
        string[] generated = code.Contains("BankingJson", StringComparison.Ordinal) ? [JsonContext] : [];

        new ConsumerProject([ImplicitUsings, program, .. others, .. generated])
        {
            OutputKind = OutputOf(program),
            WithReadyClient = others.Length == 0,
        }.Run().MustCompile();
    }

    private static bool UsesReadyClient(string code) => code.Contains("using Aritma.Psd2.Client;", StringComparison.Ordinal);

    private static string[] BlocksOf(string path) =>
        [.. CodeBlock().Matches(Repository.Read(path)).Select(block => block.Groups["code"].Value)];

    private static OutputKind OutputOf(string program) => program.Contains("builder.", StringComparison.Ordinal)
        ? OutputKind.ConsoleApplication
        : OutputKind.DynamicallyLinkedLibrary;

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\A(using [\w.]+;\n)+\n")]
    private static partial Regex Usings();
}
