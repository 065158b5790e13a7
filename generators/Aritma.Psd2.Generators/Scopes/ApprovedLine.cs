using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>A line of <c>Psd2Scopes.txt</c>: <c>Contoso.IAccountsApi: banking.channel.psd2 # a comment</c>.</summary>
/// <param name="Span">What it says, without the comment.</param>
/// <param name="Name">The client or method whose scopes it approves; empty where it has none.</param>
/// <param name="Scopes">The scopes, in the order in which they stand.</param>
/// <param name="Comment">The comment, with the white space before it.</param>
internal sealed record ApprovedLine(TextSpan Span, string Name, IReadOnlyList<string> Scopes, string Comment)
{
    /// <summary>Whether it says nothing: it is a comment, or blank.</summary>
    public bool IsEmpty => Span.IsEmpty;

    public bool IsWellFormed => Name.Length > 0 && Scopes.Count > 0;

    public static bool IsFile(string? path) =>
        string.Equals(Path.GetFileName(path), "Psd2Scopes.txt", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<ApprovedLine> Read(SourceText file) =>
        file.Lines.Where(line => !line.SpanIncludingLineBreak.IsEmpty).Select(line => Read(line.ToString(), line.Start));

    private static ApprovedLine Read(string line, int start)
    {
        var text = line.Substring(0, StartOfComment(line)).TrimEnd();
        var content = text.TrimStart();
        var colon = content.IndexOf(':');
        return new ApprovedLine(
            new TextSpan(start + text.Length - content.Length, content.Length),
            content.Substring(0, Math.Max(colon, 0)).TrimEnd(),
            content.Substring(colon + 1).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            line.Substring(text.Length).TrimEnd());
    }

    // A scope token may hold the sign too.
    private static int StartOfComment(string line)
    {
        var start = line.IndexOf('#');
        while (start > 0 && !char.IsWhiteSpace(line[start - 1]))
        {
            start = line.IndexOf('#', start + 1);
        }

        return start < 0 ? line.Length : start;
    }
}
