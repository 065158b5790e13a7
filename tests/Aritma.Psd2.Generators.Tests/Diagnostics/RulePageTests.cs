using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>The code of a rule's page gets the very message that the page shows, and its remedy works.</summary>
public class RulePageTests
{
    [Theory]
    [MemberData(nameof(DocumentationTests.Ids), MemberType = typeof(DocumentationTests))]
    public async Task The_wrong_code_of_a_page_compiles_and_gets_its_message_alone(string id)
    {
        var page = RulePage.Of(id);

        // PSD2010 explains an error of the compiler's.
        Assert.Equal(
            id == "PSD2010" ? ["CS1061"] : [],
            page.Wrong.Compile().GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(error => error.Id));
        Assert.Equal(page.Message, Describe(Assert.Single(await AnalyzerRun.ReportsAsync(page.Wrong))));
    }

    [Theory]
    [MemberData(nameof(DocumentationTests.Ids), MemberType = typeof(DocumentationTests))]
    public async Task The_right_code_of_a_page_compiles_and_gets_none(string id)
    {
        var right = RulePage.Of(id).Right;

        Assert.NotEmpty(right.Run().MustCompile().Text);
        Assert.Empty(await AnalyzerRun.ReportsAsync(right));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/scopes.md")]
    [InlineData("docs/diagnostics/PSD2003.md")]
    public async Task What_the_analyzer_says_of_the_mistyped_sample_is_shown(string path)
    {
        var sample = ReadmeTests.Client;
        var mistyped = sample.Replace("Psd2Scope.AisRead", "{|PSD2003:\"banking.ais.raed\"|}", StringComparison.Ordinal);
        Assert.NotEqual(sample, mistyped);

        var reports = await AnalyzerRun.MustReportAsync(new ConsumerProject(mistyped, """
            global using System;
            global using System.Collections.Generic;
            global using System.Threading;
            global using System.Threading.Tasks;
            """));

        Assert.Contains($"\n```\n{Describe(Assert.Single(reports))}\n```\n", Repository.Read(path), StringComparison.Ordinal);
    }

    private static string Describe(Diagnostic report) =>
        $"{report.Severity.ToString().ToLowerInvariant()} {report.Id}: {report.GetMessage(CultureInfo.InvariantCulture)}";
}
