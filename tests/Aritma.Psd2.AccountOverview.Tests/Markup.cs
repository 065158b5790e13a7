using AngleSharp.Dom;

namespace Aritma.Psd2.AccountOverview.Tests;

internal static class Markup
{
    private static readonly char[] Breaks = [' ', '\n', '\r', '\t'];

    /// <summary>The text of an element as it is shown: line breaks and indents of the source are one space.</summary>
    public static string Words(this INode element) =>
        string.Join(' ', element.TextContent.Split(Breaks, StringSplitOptions.RemoveEmptyEntries));
}
