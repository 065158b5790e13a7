using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>The page of a rule, with the code that it shows as projects of a consumer.</summary>
internal sealed partial record RulePage(string Text)
{
    public static RulePage Of(string id) => new(Repository.Read(PathOf(id)));

    public static string PathOf(string id) => $"docs/diagnostics/{id}.md";

    /// <summary>What the rule says about <see cref="Wrong"/>.</summary>
    public string Message => Required(MessageBlock().Match(Section("Wrong")));

    public ConsumerProject Wrong => Project(Section("Wrong"), WrongCode);

    /// <summary>Where a project file makes the difference, its code is that of <see cref="Wrong"/>.</summary>
    public ConsumerProject Right => Project(
        Section("Right"), CodeBlock().Match(Section("Right")) is { Success: true } code ? code.Groups["text"].Value : WrongCode);

    private string WrongCode => Required(CodeBlock().Match(Section("Wrong")));

    private string Section(string title) => Required(Regex.Match(Text, $@"\n## {title}\n(?<text>.*?)\n## ", RegexOptions.Singleline));

    private static ConsumerProject Project(string section, string code) => Rule.Project(code) with
    {
        OutputKind = code.Contains("var builder", StringComparison.Ordinal)
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary,
        AllowedScopes = AllowedScopes().Match(section) is { Success: true } allowed ? allowed.Groups["text"].Value : null,
        ApprovedScopes = ApprovedScopes().Match(section) is { Success: true } approved ? approved.Groups["text"].Value : null,
    };

    private static string Required(Match match)
    {
        Assert.True(match.Success);
        return match.Groups["text"].Value;
    }

    [GeneratedRegex(@"```csharp\n(?<text>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\n```\n(?<text>.*?)\n```\n", RegexOptions.Singleline | RegexOptions.RightToLeft)]
    private static partial Regex MessageBlock();

    [GeneratedRegex(@"<Psd2AllowedScopes>(?<text>.*?)</Psd2AllowedScopes>", RegexOptions.Singleline)]
    private static partial Regex AllowedScopes();

    [GeneratedRegex(@"```text\n# Psd2Scopes\.txt\n(?<text>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex ApprovedScopes();
}
