using System.Reflection;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>A page of the repository that the tests were built from.</summary>
internal sealed partial class Page
{
    private Page(string path)
    {
        Text = File.ReadAllText(Path.Combine(Repository, path)).ReplaceLineEndings("\n");
        Code =
        [
            .. from section in Sections
               from block in CodeBlock().Matches(section.Body)
               select (section.Heading, block.Groups["code"].Value),
        ];
    }

    /// <summary>Its folder. Above the pages, which are read from it.</summary>
    public static string Repository { get; } = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    public static Page Client { get; } = new("docs/client.md");

    public static Page Sandbox { get; } = new("docs/sandbox.md");

    public static Page AccountOverview { get; } = new("docs/account-overview.md");

    public string Text { get; }

    /// <summary>The pieces of C# below each heading.</summary>
    public IReadOnlyList<(string Heading, string Code)> Code { get; }

    /// <summary>The whole file <c>Program.cs</c> below a heading.</summary>
    public string Program(string heading) => Code.Single(code => code.Heading == heading && IsProgram(code.Code)).Code;

    public static bool IsProgram(string code) =>
        code.Contains("WebApplication.CreateBuilder(", StringComparison.Ordinal)
        || code.Contains("Host.CreateApplicationBuilder(", StringComparison.Ordinal);

    /// <summary>The cells of the rows of the first table below a heading, without that of the titles.</summary>
    public IReadOnlyList<string[]> Table(string heading) =>
    [
        .. Sections.Single(section => section.Heading == heading).Body.Split('\n')
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Names(string cell) => Name().Matches(cell).Select(name => name.Groups["name"].Value);

    private IEnumerable<(string Heading, string Body)> Sections =>
        Section().Matches(Text).Select(section => (section.Groups["heading"].Value, section.Groups["body"].Value));

    [GeneratedRegex(@"^## (?<heading>.*?)\n(?<body>.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
