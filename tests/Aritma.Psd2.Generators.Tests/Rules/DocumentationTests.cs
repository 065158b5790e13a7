using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Aritma.Psd2.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests.Rules;

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
        Assert.EndsWith($"/{Page(id)}", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith(
            $"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n", Repository.Read(Page(id)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_shows_the_message_and_how_to_suppress_it(string id)
    {
        var page = Repository.Read(Page(id));
        var message = Regex.Escape(Find(id).MessageFormat.ToString(CultureInfo.InvariantCulture));

        // Each placeholder stands for any text within the line.
        Assert.Matches($"(?m)^[a-z]+ {id}: {Placeholder().Replace(message, ".+")}$", page);
        Assert.Contains($"#pragma warning disable {id}", page, StringComparison.Ordinal);
    }

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
        Assert.Matches($@"\{{\|[PSD0-9,]*{id}[PSD0-9,]*:", Repository.Read($"tests/Aritma.Psd2.Generators.Tests/Rules/{id}Tests.cs"));
    }

    [Fact]
    public void The_index_has_no_rule_that_is_gone() => Assert.Equal(
        Descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        IndexEntry().Matches(Repository.Read(Index)).Select(entry => entry.Groups["id"].Value));

    [Fact]
    public async Task The_page_of_PSD2003_says_what_the_analyzer_says_of_the_mistyped_sample()
    {
        var sample = Repository.Read("samples/QuickStart/IAccountsApi.cs");
        var mistyped = sample.Replace("Psd2Scope.AisRead", "{|PSD2003:\"banking.ais.raed\"|}", StringComparison.Ordinal);
        Assert.NotEqual(sample, mistyped);

        var reports = await AnalyzerRun.MustReportAsync(new ConsumerProject(mistyped, """
            global using System;
            global using System.Collections.Generic;
            global using System.Threading;
            global using System.Threading.Tasks;
            """));

        Assert.Contains($"\n{Describe(Assert.Single(reports))}\n", Repository.Read(Page("PSD2003")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PSD2001")]
    [InlineData("PSD2002")]
    [InlineData("PSD2003")]
    [InlineData("PSD2004")]
    [InlineData("PSD2005")]
    [InlineData("PSD2006", "banking.channel.psd2 banking.ais.read")]
    public async Task The_wrong_code_of_a_page_gets_the_message_of_the_page(string id, string? allowedScopes = null)
    {
        var wrong = WrongCode().Match(Repository.Read(Page(id)));
        Assert.True(wrong.Success);
        var project = Rule.Project($"{wrong.Groups["code"].Value} {{ [Get(\"/\")] Task GetAsync(); }}") with { AllowedScopes = allowedScopes };

        Assert.Equal(wrong.Groups["message"].Value, Describe(Assert.Single(await AnalyzerRun.ReportsAsync(project))));
    }

    private static DiagnosticDescriptor Find(string id) => Descriptors.Single(descriptor => descriptor.Id == id);

    private static string Page(string id) => $"docs/diagnostics/{id}.md";

    private static string Describe(Diagnostic report) =>
        $"{Severity(report.Severity)} {report.Id}: {report.GetMessage(CultureInfo.InvariantCulture)}";

    private static string Severity(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();

    [GeneratedRegex(@"## Wrong\n.*```csharp\n(?<code>.*?)```\n\n```\n(?<message>.*?)\n```\n", RegexOptions.Singleline)]
    private static partial Regex WrongCode();

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?m)^\| \[(?<id>PSD\d{4})\]")]
    private static partial Regex IndexEntry();
}
