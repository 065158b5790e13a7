using System.Globalization;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Generators.Tests.Rules;

/// <summary>The pages of PSD2007 to PSD2012: their code gets the very message that they show, and their remedy works.</summary>
public partial class StructurePageTests
{
    private const string RefitAlone = """
        namespace Refit;
        public abstract class HttpMethodAttribute(string path) : System.Attribute { public string Path { get; } = path; }
        public sealed class GetAttribute(string path) : HttpMethodAttribute(path);
        """;

    [Theory]
    [InlineData("PSD2007")]
    [InlineData("PSD2008")]
    [InlineData("PSD2009")]
    [InlineData("PSD2010")]
    [InlineData("PSD2011")]
    [InlineData("PSD2012")]
    public async Task The_wrong_code_of_a_page_gets_its_message(string id)
    {
        var wrong = Wrong().Match(Repository.Read($"docs/diagnostics/{id}.md"));
        Assert.True(wrong.Success);
        var project = Rule.Project(wrong.Groups["code"].Value) with { RefitSource = id == "PSD2010" ? RefitAlone : null };

        var report = Assert.Single(await AnalyzerRun.ReportsAsync(project), report => report.Id == id);

        Assert.Equal(
            wrong.Groups["message"].Value,
            $"{report.Severity.ToString().ToLowerInvariant()} {id}: {report.GetMessage(CultureInfo.InvariantCulture)}");
    }

    [Theory]
    [InlineData("PSD2007")]
    [InlineData("PSD2008")]
    [InlineData("PSD2009")]
    [InlineData("PSD2011")]
    [InlineData("PSD2012")]
    public Task The_right_code_of_a_page_gets_none(string id)
    {
        var right = Right().Match(Repository.Read($"docs/diagnostics/{id}.md"));
        Assert.True(right.Success);
        return new Rule(id).MustStayQuiet(right.Groups["code"].Value);
    }

    [GeneratedRegex(@"## Wrong\n.*```csharp\n(?<code>.*?)```\n\n```\n(?<message>.*?)\n```\n", RegexOptions.Singleline)]
    private static partial Regex Wrong();

    [GeneratedRegex(@"## Right\n\n```csharp\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Right();
}
