using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>Each piece of C# in the README compiles in a web application that has the interface of the first one.</summary>
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

    private static readonly string[] Examples =
        [.. CodeBlock().Matches(Repository.Read("README.md")).Select(block => block.Groups["code"].Value)];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, Examples.Length - 1)];

    [Fact]
    public void The_first_one_is_a_client() => new ConsumerProject(ImplicitUsings, Examples[0]).Run().MustCompile();

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_example_compiles(int number)
    {
        var usings = Usings().Match(Examples[number]).Value;
        var code = Examples[number][usings.Length..];
        var hasBuilder = code.StartsWith("builder.", StringComparison.Ordinal) || code.StartsWith("await ", StringComparison.Ordinal);
        var program = $"{usings}{(hasBuilder ? "var builder = WebApplication.CreateBuilder(args);\n" : "")}{code}";
        string[] generated = code.Contains("BankingJson", StringComparison.Ordinal) ? [JsonContext] : [];

        new ConsumerProject([ImplicitUsings, Examples[0], program, .. generated]) { OutputKind = OutputOf(program) }.Run().MustCompile();
    }

    private static OutputKind OutputOf(string program) => program.Contains("builder.", StringComparison.Ordinal)
        ? OutputKind.ConsoleApplication
        : OutputKind.DynamicallyLinkedLibrary;

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\A(using [\w.]+;\n)+\n")]
    private static partial Regex Usings();
}
