using System.Text.RegularExpressions;
using Aritma.Psd2.Client.Tests.Documentation;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What <c>docs/account-overview.md</c> says of the sample is so.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Sample = Path.Combine(Page.Repository, "samples/AccountOverview");

    [Fact]
    public void Each_piece_of_code_stands_in_the_sample()
    {
        var sources = Directory.EnumerateFiles(Sample, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => WithoutIndentation(File.ReadAllText(path)))
            .ToList();
        var blocks = Page.AccountOverview.Code.Select(block => WithoutIndentation(block.Code)).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(sources, source => source.Contains(block, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_key_of_the_configuration_has_a_row()
    {
        var options = File.ReadAllText(Path.Combine(Sample, "Hosting/AccountOverviewOptions.cs"));
        var keys = Property().Matches(options).Select(property => property.Groups["name"].Value).Order();
        var rows = Page.AccountOverview.Table("Configuration").Select(row => Assert.Single(Page.Names(row[0])));

        Assert.Equal(keys, rows.Order());
    }

    [Fact]
    public void Each_file_and_picture_that_it_leads_to_is_there()
    {
        var targets = Link().Matches(Page.AccountOverview.Text).Select(link => link.Groups["path"].Value).ToList();

        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Page.Repository, "docs", target)), target));
    }

    private static string WithoutIndentation(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"public \S+ (?<name>\w+) \{ get;")]
    private static partial Regex Property();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#]+)")]
    private static partial Regex Link();
}
