using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>What each rule needs beside its code: a page, a line in the index, a line in the release notes, an analyzer, a test.</summary>
public partial class DocumentationTests
{
    private const string Generators = "generators/Aritma.Psd2.Generators";
    private const string Index = "docs/diagnostics/README.md";

    private static readonly DiagnosticDescriptor[] Descriptors =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Each_id_has_one_descriptor()
    {
        var ids = typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Order(StringComparer.Ordinal), Descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_links_to_its_page(string id)
    {
        var descriptor = Find(id);

        Assert.Equal("Aritma.Psd2", descriptor.Category);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.EndsWith($"/{RulePage.PathOf(id)}", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith(
            $"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n", RulePage.Of(id).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_how_to_suppress_the_rule(string id) =>
        Assert.Contains($"\n## Suppress it\n\n`{Suppression(id)}`", RulePage.Of(id).Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_the_index_and_in_the_release_notes(string id)
    {
        var descriptor = Find(id);
        var title = descriptor.Title.ToString(CultureInfo.InvariantCulture);
        var releases = Repository.Read($"{Generators}/AnalyzerReleases.Shipped.md")
            + Repository.Read($"{Generators}/AnalyzerReleases.Unshipped.md");

        Assert.Matches($@"(?m)^\| \[{id}\]\({id}\.md\) \| {Severity(descriptor.DefaultSeverity)}\b[^|]* \| .+ \|$", Repository.Read(Index));
        Assert.Contains($"\n{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {title}\n", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_an_analyzer_and_a_test_that_it_fires_in(string id)
    {
        Assert.Contains(AnalyzerRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics), descriptor => descriptor == Find(id));
        Assert.Matches($@"\{{\|[PSD0-9,]*{id}[PSD0-9,]*:", Repository.Read($"tests/Aritma.Psd2.Generators.Tests/Analyzers/{id}Tests.cs"));
    }

    [Fact]
    public void The_index_has_no_rule_that_is_gone() => Assert.Equal(
        Descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        IndexEntry().Matches(Repository.Read(Index)).Select(entry => entry.Groups["id"].Value));

    // What is reported in a file without pragmas is suppressed for the project.
    private static string Suppression(string id) =>
        id == "PSD2014" ? $"<NoWarn>$(NoWarn);{id}</NoWarn>" : $"#pragma warning disable {id}";

    private static DiagnosticDescriptor Find(string id) => Descriptors.Single(descriptor => descriptor.Id == id);

    private static string Severity(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();

    [GeneratedRegex(@"(?m)^\| \[(?<id>PSD\d{4})\]")]
    private static partial Regex IndexEntry();
}
