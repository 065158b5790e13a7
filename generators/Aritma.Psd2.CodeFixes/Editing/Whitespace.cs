using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.CodeFixes.Editing;

/// <summary>Where a place in a text stands on its line.</summary>
internal static class Whitespace
{
    public static bool IsFirstOnLine(this SourceText text, int position) =>
        text.SkipBack(position) == text.Lines.GetLineFromPosition(position).Start;

    public static bool IsLastOnLine(this SourceText text, int position) =>
        text.SkipAhead(position) == text.Lines.GetLineFromPosition(position).End;

    /// <summary>The white space at the start of the line.</summary>
    public static string IndentationAt(this SourceText text, int position)
    {
        var start = text.Lines.GetLineFromPosition(position).Start;
        return text.ToString(TextSpan.FromBounds(start, text.SkipAhead(start)));
    }

    /// <summary>Back over white space, but not to another line.</summary>
    public static int SkipBack(this SourceText text, int position)
    {
        var start = text.Lines.GetLineFromPosition(position).Start;
        while (position > start && char.IsWhiteSpace(text[position - 1]))
        {
            position--;
        }

        return position;
    }

    /// <summary>Ahead over white space, but not to another line.</summary>
    public static int SkipAhead(this SourceText text, int position)
    {
        var end = text.Lines.GetLineFromPosition(position).End;
        while (position < end && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>
    /// The span with what would be left over without it: its lines where it stands alone on them, else the white space on one side.
    /// </summary>
    public static TextSpan WithSurroundings(this SourceText text, TextSpan span)
    {
        var (first, last) = (text.IsFirstOnLine(span.Start), text.IsLastOnLine(span.End));
        if (first && last)
        {
            return TextSpan.FromBounds(
                text.Lines.GetLineFromPosition(span.Start).Start, text.Lines.GetLineFromPosition(span.End).EndIncludingLineBreak);
        }

        return last ? TextSpan.FromBounds(text.SkipBack(span.Start), span.End) : TextSpan.FromBounds(span.Start, text.SkipAhead(span.End));
    }
}
