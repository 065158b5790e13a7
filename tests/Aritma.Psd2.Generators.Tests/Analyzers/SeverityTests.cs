using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>A severity that an .editorconfig sets takes the place of a rule's own, also where a rule has two.</summary>
public class SeverityTests
{
    private const string UnknownScope = "[Psd2Scopes(\"banking.ais.raed\")] interface IApi { [Get(\"/\")] Task GetAsync(); }";

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("silent", DiagnosticSeverity.Hidden)]
    [InlineData("none", null)]
    public async Task An_error_is_as_severe_as_configured(string configured, DiagnosticSeverity? severity) => Assert.Equal(
        severity is null ? [] : [severity.Value],
        await SeveritiesAsync("PSD2003", UnknownScope, configured));

    [Fact]
    public async Task A_configured_severity_applies_to_both_of_a_rule()
    {
        const string id = "PSD2008";
        const string source = """
            [Psd2Scopes("api")] interface IApi { [Get("/")] Task GetAsync([Header("Authorization")] string one, [Authorize] string two); }
            """;
        var own = await SeveritiesAsync(id, source, configured: null);
        Assert.Equal(2, own.Distinct().Count());

        Assert.Equal([DiagnosticSeverity.Error, DiagnosticSeverity.Error], await SeveritiesAsync(id, source, "error"));
        Assert.Equal([DiagnosticSeverity.Warning, DiagnosticSeverity.Warning], await SeveritiesAsync(id, source, "warning"));
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Info], await SeveritiesAsync(id, source, "suggestion"));
        Assert.Empty(await SeveritiesAsync(id, source, "none"));
        Assert.Equal(own, await SeveritiesAsync(id, source, "default"));
    }

    [Fact]
    public async Task Another_rule_keeps_its_own() => Assert.Equal(
        [DiagnosticSeverity.Error],
        await SeveritiesAsync("PSD2003", UnknownScope, "none", configuredId: "PSD2002"));

    private static async Task<IEnumerable<DiagnosticSeverity>> SeveritiesAsync(
        string id, string source, string? configured, string? configuredId = null)
    {
        var project = Rule.Project(source) with
        {
            EditorConfig = configured is null ? null : $"[*.cs]\ndotnet_diagnostic.{configuredId ?? id}.severity = {configured}\n",
        };
        return (await AnalyzerRun.ReportsAsync(project)).Where(report => report.Id == id).Select(report => report.Severity);
    }
}
