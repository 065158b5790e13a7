using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>A line of <c>Psd2Scopes.txt</c>: <c>Contoso.IAccountsApi: banking.channel.psd2 # a comment</c>.</summary>
/// <param name="Span">What it says, without the comment; empty where it says nothing.</param>
/// <param name="Name">The client or method whose scopes it approves; empty where it has none.</param>
/// <param name="Scopes">The scopes, in the order in which they stand.</param>
/// <param name="Comment">The comment, with the white space before it.</param>
internal sealed record ApprovedLine(TextSpan Span, string Name, string[] Scopes, string Comment)
{
    // A scope token may hold the sign of a comment too.
    private static readonly Regex Parts = new(
        @"^(\s*(?=[^\s#]))?(?<text>((?<name>[^:#\s]+)\s*:)?(?<scopes>.*?))(?<comment>(^|\s+)#.*?)?\s*$", RegexOptions.ExplicitCapture);

    public bool IsWellFormed => Name.Length > 0 && Scopes.Length > 0;

    public static bool IsFile(string? path) =>
        string.Equals(Path.GetFileName(path), "Psd2Scopes.txt", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<ApprovedLine> Read(SourceText file) =>
        from line in file.Lines
        where !line.SpanIncludingLineBreak.IsEmpty
        let parts = Parts.Match(line.ToString()).Groups
        let scopes = parts["scopes"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        let span = new TextSpan(line.Start + parts["text"].Index, parts["text"].Length)
        select new ApprovedLine(span, parts["name"].Value, scopes, parts["comment"].Value);
}
