using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Editing;

/// <summary>
/// The edits that one fix, or a whole Fix All, makes in a document. They are applied at once, so that those in one list don't get in each
/// other's way, and as changes of the text, so that everything around them stays as it was written.
/// </summary>
internal sealed class SourceEdits
{
    private readonly Source _source;
    private readonly Dictionary<SyntaxNode, IReadOnlyList<string>> _replaced = [];
    private readonly Dictionary<SyntaxNode, List<string>> _inserted = [];
    private readonly HashSet<(SyntaxNode List, string Value)> _insertedInto = [];
    private readonly HashSet<SyntaxNode> _removed = [];
    private readonly List<TextSpan> _deleted = [];

    public SourceEdits(Source source) => _source = source;

    private SourceText Text => _source.Text;

    /// <summary>Puts values in the place of a list's element, each once for each list.</summary>
    public void Replace(SyntaxNode element, IReadOnlyList<string> values)
    {
        // In broken code an element may be reported twice.
        var written = _replaced.Where(edit => edit.Key != element && edit.Key.Parent == element.Parent).SelectMany(edit => edit.Value);
        var missing = ListElement.IsOneOfMany(element, _source.Model) ? [.. values.Except(written)] : values;
        if (missing.Count > 0)
        {
            _replaced[element] = missing;
        }
        else if (ListElement.CanBeRemoved(_source, element))
        {
            Remove(element);
        }
    }

    /// <summary>Puts a value in front of a list's element, once for each list.</summary>
    public void InsertBefore(SyntaxNode element, string value)
    {
        if (_insertedInto.Add((element.Parent!, value)))
        {
            if (!_inserted.TryGetValue(element, out var values))
            {
                _inserted.Add(element, values = []);
            }

            values.Add(value);
        }
    }

    /// <summary>Takes an element out of the list that it stands in; an attribute that is left without arguments goes too.</summary>
    public void Remove(SyntaxNode element) => _removed.Add(element);

    /// <summary>Deletes a part of a documentation comment, and its lines where nothing else is on them.</summary>
    public void DeleteDocumentation(TextSpan span)
    {
        var start = Text.Lines.GetLineFromPosition(span.Start).Start;
        var isAlone = Text.ToString(TextSpan.FromBounds(start, span.Start)).Trim() is "///" or "*" && Text.IsLastOnLine(span.End);
        _deleted.Add(isAlone ? TextSpan.FromBounds(start, Text.Lines.GetLineFromPosition(span.End).EndIncludingLineBreak) : span);
    }

    /// <summary>The text with all edits.</summary>
    public SourceText Apply()
    {
        var changes = _replaced.Select(edit => new TextChange(ListElement.ExpressionOf(edit.Key).Span, Joined(edit.Key, edit.Value)))
            .Concat(_inserted.SelectMany(edit => Insertion(edit.Key, edit.Value)))
            .Concat(Merged(_deleted.Concat(Removals())).Select(span => new TextChange(span, "")));
        return Text.WithChanges(changes.OrderBy(change => change.Span.Start));
    }

    private string Joined(SyntaxNode element, IReadOnlyList<string> values)
    {
        if (values.Count > 1 && ListElement.NeedsArrayForMore(element))
        {
            return $"new[] {{ {string.Join(", ", values)} }}";
        }

        return string.Join(StartsLine(element) ? $",{_source.NewLine}{Text.IndentationAt(element.SpanStart)}" : ", ", values);
    }

    private IEnumerable<TextChange> Insertion(SyntaxNode element, List<string> values)
    {
        if (ListElement.NeedsArrayForMore(element))
        {
            var value = ListElement.ExpressionOf(element).Span;
            return [new(new(value.Start, 0), $"new[] {{ {string.Join(", ", values)}, "), new(new(value.End, 0), " }")];
        }

        // Before the comments that lead to the element: they are about it.
        if (StartsLine(element))
        {
            var indentation = Text.IndentationAt(element.SpanStart);
            return [new(new(element.FullSpan.Start, 0), string.Concat(values.Select(value => $"{indentation}{value},{_source.NewLine}")))];
        }

        var previous = element.GetFirstToken().GetPreviousToken().Span.End;
        var (before, after) = Text.SkipAhead(previous) > previous ? (" ", "") : ("", " ");
        return [new(new(previous, 0), string.Concat(values.Select(value => $"{before}{value},{after}")))];
    }

    // With its comments: the trivia of a token reaches to the end of its line.
    private bool StartsLine(SyntaxNode element) => Text.IsFirstOnLine(element.FullSpan.Start);

    private IEnumerable<TextSpan> Removals()
    {
        var removed = WithEmptied(
            _removed,
            list => list is not (ParameterListSyntax or AttributeListSyntax),
            list => list.FirstAncestorOrSelf<AttributeSyntax>()!);
        removed = WithEmptied(removed, list => list is AttributeListSyntax, list => list);
        return removed.SelectMany(node => node is AttributeListSyntax ? [Text.WithSurroundings(node.Span)] : Removal(node, removed));
    }

    // In the place of elements that leave nothing in their list: what holds the list.
    private static HashSet<SyntaxNode> WithEmptied(
        HashSet<SyntaxNode> removed, Func<SyntaxNode, bool> isOfKind, Func<SyntaxNode, SyntaxNode> holderOf) =>
    [
        .. removed.GroupBy(node => node.Parent!).SelectMany(list =>
            isOfKind(list.Key) && list.Count() == Siblings(list.Key).Count ? [holderOf(list.Key)] : list.AsEnumerable()),
    ];

    private IEnumerable<TextSpan> Removal(SyntaxNode element, HashSet<SyntaxNode> removed)
    {
        var next = element.GetLastToken().GetNextToken();
        if (next.IsKind(SyntaxKind.CommaToken))
        {
            return HasNothingBetween(element.Span.End, next.SpanStart)
                ? [Text.WithSurroundings(TextSpan.FromBounds(element.SpanStart, next.Span.End))]
                : [Text.WithSurroundings(element.Span), next.Span];
        }

        // The last one takes the comma before it along, which belongs to the last element that stays.
        var stays = Siblings(element.Parent!).TakeWhile(node => node != element).LastOrDefault(node => !removed.Contains(node));
        if (stays is null)
        {
            var open = element.Parent!.GetFirstToken();
            return HasNothingBetween(open.Span.End, next.SpanStart) ? [TextSpan.FromBounds(open.Span.End, next.SpanStart)] : [element.Span];
        }

        if (HasNothingBetween(stays.Span.End, element.SpanStart))
        {
            return [TextSpan.FromBounds(stays.Span.End, element.Span.End)];
        }

        return
        [
            stays.GetLastToken().GetNextToken().Span,
            Text.IsFirstOnLine(element.SpanStart)
                ? Text.WithSurroundings(element.Span)
                : TextSpan.FromBounds(Text.SkipBack(element.SpanStart), element.Span.End),
        ];
    }

    // Commas and elements that are removed too don't count.
    private bool HasNothingBetween(int start, int end) => _source.HasOnlyWhiteSpaceTrivia(TextSpan.FromBounds(start, end));

    private static List<SyntaxNode> Siblings(SyntaxNode list) =>
        [.. list.ChildNodes().Where(node => node is not AttributeTargetSpecifierSyntax)];

    private static IEnumerable<TextSpan> Merged(IEnumerable<TextSpan> spans)
    {
        TextSpan? merged = null;
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            if (merged is { } last && last.End >= span.Start)
            {
                merged = TextSpan.FromBounds(last.Start, Math.Max(last.End, span.End));
            }
            else
            {
                if (merged is { } done)
                {
                    yield return done;
                }

                merged = span;
            }
        }

        if (merged is { } rest)
        {
            yield return rest;
        }
    }
}
