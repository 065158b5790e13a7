using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>Changes code at random, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] OddTexts =
    [
        "\"", "'", "@", "\\", "{", "}", "[", "]", "<", ">", "(", ")", ";", ",", "/*", "*/", "//", "#if X\n", "\0", "\u200b", "\ud83d\ude00",
        "$\"{", "\"\"\"", "null", "default", "partial ", "unsafe ", "static abstract ", "file ", "private ", "params ", "where T : class",
    ];

    private readonly Random _random = new(seed);

    /// <summary>One to three changes of one of the sources.</summary>
    /// <param name="sources">The code to start from.</param>
    /// <param name="change">A change: <see cref="Scramble"/> or <see cref="Rearrange"/>.</param>
    public string[] Mutate(IReadOnlyList<string> sources, Func<string, string> change)
    {
        string[] mutated = [.. sources];
        var file = _random.Next(mutated.Length);
        for (var changes = _random.Next(1, 4); changes > 0; changes--)
        {
            mutated[file] = change(mutated[file]);
        }

        return mutated;
    }

    /// <summary>Changes tokens, as code looks while it is typed; it seldom compiles.</summary>
    public string Scramble(string source)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        if (tokens.Count < 2)
        {
            return source;
        }

        var (one, other) = (Any(tokens), Any(tokens));
        var (start, end) = (Math.Min(one.SpanStart, other.SpanStart), Math.Max(one.Span.End, other.Span.End));
        return _random.Next(8) switch
        {
            0 => source.Remove(one.SpanStart, one.Span.Length),
            1 => source[..one.SpanStart],
            2 => source.Insert(one.SpanStart, other.Text + " "),
            3 => source.Remove(one.SpanStart, one.Span.Length).Insert(one.SpanStart, other.Text),
            4 => source.Insert(one.SpanStart, Any(OddTexts)),
            5 when end - start < 300 => source.Insert(end, " " + source[start..end]),
            6 when end - start < 300 => source.Remove(start, end - start),
            _ => Swap(source, one, other),
        };
    }

    /// <summary>Drops, swaps or repeats a whole member, attribute, argument or element of a list; what comes out often compiles.</summary>
    public string Rearrange(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var parts = root.DescendantNodes().Where(IsPart).ToList();
        if (parts.Count == 0)
        {
            return source;
        }

        // Kinds have the same chance, however many parts are of them.
        var part = Any([.. Any([.. parts.GroupBy(KindOf)])]);
        var others = parts.Where(other => KindOf(other) == KindOf(part) && !other.Span.OverlapsWith(part.Span)).ToList();
        return (_random.Next(others.Count > 0 ? 3 : 2) switch
        {
            0 => root.RemoveNode(part, SyntaxRemoveOptions.KeepExteriorTrivia)!,
            1 => root.InsertNodesAfter(part, [Renamed(part)]),
            _ => Swap(root, part, Any(others)),
        }).ToFullString();
    }

    private static bool IsPart(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax => node is not BaseNamespaceDeclarationSyntax,
        AttributeSyntax { Parent: AttributeListSyntax list } => list.Attributes.Count > 1,
        BaseTypeSyntax { Parent: BaseListSyntax list } => list.Types.Count > 1,
        ExpressionSyntax => node.Parent.IsKind(SyntaxKind.ArrayInitializerExpression),
        AttributeListSyntax or AttributeArgumentSyntax or CollectionElementSyntax or ParameterSyntax => true,
        _ => false,
    };

    private static Type KindOf(SyntaxNode part) => part switch
    {
        BaseTypeDeclarationSyntax => typeof(BaseTypeDeclarationSyntax),
        ExpressionSyntax => typeof(ExpressionSyntax),
        _ => part.GetType(),
    };

    // A list or an attribute may stand twice; of two members one has to have another name.
    private SyntaxNode Renamed(SyntaxNode part)
    {
        var name = $"Other{_random.Next(1_000)}";
        return part switch
        {
            MethodDeclarationSyntax method => method.WithIdentifier(SyntaxFactory.Identifier(name)),
            BaseTypeDeclarationSyntax type => type.WithIdentifier(SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space)),
            ParameterSyntax parameter => parameter.WithIdentifier(SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space)),
            _ => part,
        };
    }

    private static string Swap(string source, SyntaxToken one, SyntaxToken other)
    {
        var (first, second) = one.SpanStart < other.SpanStart ? (one, other) : (other, one);
        return first == second
            ? source
            : source[..first.SpanStart] + second.Text + source[first.Span.End..second.SpanStart] + first.Text + source[second.Span.End..];
    }

    private static SyntaxNode Swap(SyntaxNode root, SyntaxNode one, SyntaxNode other) =>
        root.ReplaceNodes([one, other], (original, _) => original == one ? other : one);

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
