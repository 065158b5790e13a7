using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>What .editorconfig says of the repository's own code, and no tool enforces.</summary>
public class SourceTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("generators")]
    [InlineData("samples")]
    [InlineData("benchmarks")]
    [InlineData("tests")]
    public void No_line_but_test_data_is_longer_than_140_columns(string folder)
    {
        var files = Repository.Files(folder, "*.cs").ToList();

        Assert.NotEmpty(files);
        Assert.Equal("", string.Join("\n", files.SelectMany(path => LongLines(path, mayHaveData: folder == "tests"))));
    }

    private static IEnumerable<string> LongLines(string path, bool mayHaveData)
    {
        var tree = CSharpSyntaxTree.ParseText(Repository.Read(path));
        return tree.GetText().Lines
            .Where(line => line.Span.Length > 140)
            .Where(line => !mayHaveData || !IsData(tree.GetRoot().FindToken(line.Start + Indentation(line.ToString()))))
            .Select(line => $"{path}:{line.LineNumber + 1}");
    }

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;

    // A row of a theory, or a line of text: code of a consumer, a message.
    private static bool IsData(SyntaxToken first) => first.Parent switch
    {
        AttributeListSyntax { Attributes: [{ Name: IdentifierNameSyntax { Identifier.ValueText: "InlineData" } }] } => true,
        LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or InterpolatedStringTextSyntax => true,
        var parent => parent.IsKind(SyntaxKind.ComplexElementInitializerExpression),
    };
}
