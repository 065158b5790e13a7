using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aritma.Psd2.Sandbox;
using Microsoft.OpenApi;
using Extensions = System.Collections.Generic.IDictionary<string, Microsoft.OpenApi.IOpenApiExtension>;

namespace Aritma.Psd2.OpenApi.Tests;

/// <summary>Nothing inferred is shown as documented.</summary>
public partial class SourceTests
{
    private const string Extension = "x-aritma-source";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Documents.Repository, "docs", "client.md"));

    /// <summary>The source of each item, by its name, such as <c>getBanks</c>, <c>getBanks countryCode</c> or <c>Bank.id</c>.</summary>
    private static Dictionary<string, string?> Sources
    {
        get
        {
            var document = Documents.Psd2;
            var operations =
                from operation in document.Operations().Select(operation => operation.Operation)
                from item in (IEnumerable<(string Name, Extensions? Extensions)>)
                [
                    (operation.OperationId!, operation.Extensions),
                    .. (operation.Parameters ?? []).Select(item => ($"{operation.OperationId} {item.Name}", item.Extensions)),
                    .. operation.Responses!.Select(item => ($"{operation.OperationId} {item.Key}", item.Value.Extensions)),
                ]
                select item;
            return operations
                .Concat(document.Components!.Headers!.Select(item => (Name: item.Key, item.Value.Extensions)))
                .Concat(document.Components.SecuritySchemes!.Select(item => (Name: item.Key, item.Value.Extensions)))
                .Concat(document.Members().Select(item => (item.Name, item.Schema.Extensions)))
                .ToDictionary(item => item.Name, item => Read(item.Extensions));
        }
    }

    [Fact]
    public void Each_item_names_its_source()
    {
        string[] documented = [.. Pages("Psd2Pages"), .. Pages("V4Pages"), "inferred"];

        Assert.All(Sources, item => Assert.True(documented.Contains(item.Value), $"{item.Key} comes from {item.Value}"));
    }

    [Fact]
    public void Pages_of_the_later_API_say_that_it_is_inferred()
    {
        const string Site = "https://developer.aritma.com/";
        Assert.All(Pages("V4Pages"), page => Assert.StartsWith($"inferred from {Site}", page, StringComparison.Ordinal));
        Assert.All(Pages("Psd2Pages"), page => Assert.StartsWith(Site, page, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_client_calls_inferred_is_not_documented_here()
    {
        var sources = Sources;
        var inferred = Rows("What Aritma documents, and what is inferred")
            .SelectMany(row => Names(row[0]))
            .Select(name => name.Split('.'))
            .Where(name => name.Length == 2)
            .Select(name => $"{name[0]}.{(name[1] == "Links" ? "_links" : JsonNamingPolicy.CamelCase.ConvertName(name[1]))}")
            .Where(sources.ContainsKey)
            .ToList();

        Assert.True(inferred.Count > 20, string.Join(", ", inferred));
        Assert.All(inferred, name => Assert.StartsWith("inferred", sources[name], StringComparison.Ordinal));
    }

    [Fact]
    public void Operations_are_documented_where_the_client_says_so()
    {
        var sources = Sources;
        foreach (var row in Rows("Operations"))
        {
            var method = Names(row[0]).Single().Split('.')[1].Replace("WithKey", "", StringComparison.Ordinal);
            var source = sources[JsonNamingPolicy.CamelCase.ConvertName(method[..^"Async".Length])];

            Assert.Equal(
                row[3].Contains("PSD2:", StringComparison.Ordinal),
                !source!.StartsWith("inferred", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_control_is_the_sandboxs_own() =>
        Assert.DoesNotContain($"\"{Extension}\"", File.ReadAllText(Documents.PathOf("sandbox")), StringComparison.Ordinal);

    private static string? Read(Extensions? extensions) =>
        extensions?.TryGetValue(Extension, out var source) == true && source is JsonNodeExtension { Node: JsonValue value }
            ? value.GetValue<string>()
            : null;

    private static IEnumerable<string> Pages(string type) => typeof(Psd2Sandbox).Assembly.GetType($"Aritma.Psd2.Sandbox.{type}")!
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(page => (string)page.GetRawConstantValue()!);

    /// <summary>The cells of the table under a heading of <c>docs/client.md</c>.</summary>
    private static IEnumerable<string[]> Rows(string heading) => Lines
        .SkipWhile(line => line != $"## {heading}")
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Trim('|').Split('|'));

    private static IEnumerable<string> Names(string cell) => InCode().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InCode();
}
