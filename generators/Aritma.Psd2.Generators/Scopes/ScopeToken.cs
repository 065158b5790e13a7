using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>The syntax of a scope: <c>scope-token = 1*( %x21 / %x23-5B / %x5D-7E )</c>, RFC 6749 §3.3.</summary>
internal static class ScopeToken
{
    /// <summary>What separates lists elsewhere, and may stand in a scope token: <c>+</c> is a space in a form-encoded request.</summary>
    public static readonly char[] ListSeparators = [',', ';', '+'];

    public static bool Is(string? scope) => !string.IsNullOrEmpty(scope) && scope!.All(IsAllowed);

    /// <summary>What to do about a string that is no scope token, as a sentence without its full stop.</summary>
    public static string Remedy(string? scope)
    {
        var words = scope?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length switch
        {
            0 => "Name a scope, such as Psd2Scope.AisRead, or remove it",
            1 when words[0] != scope => "Remove the white space around it",
            1 => $"Remove {Named(scope, FirstOffender(scope))}",
            _ => "Write each scope as a string of its own",
        };
    }

    /// <summary>
    /// A string as a message shows it: quoted, and without characters that can't be seen or change how the rest is shown.
    /// </summary>
    public static string Quoted(string? scope)
    {
        if (scope is null)
        {
            return "null";
        }

        var text = new StringBuilder("'");
        foreach (var character in scope)
        {
            text.Append(IsVisible(character) ? character.ToString() : $"\\u{(int)character:X4}");
        }

        return text.Append('\'').ToString();
    }

    private static bool IsAllowed(char character) => character is >= '!' and <= '~' and not ('"' or '\\');

    private static int FirstOffender(string scope) => scope.TakeWhile(IsAllowed).Count();

    private static string Named(string scope, int index)
    {
        var codePoint = char.IsSurrogatePair(scope, index) ? char.ConvertToUtf32(scope, index) : scope[index];
        return IsVisible(scope[index]) ? $"the character '{scope[index]}' (U+{codePoint:X4})" : $"the character U+{codePoint:X4}";
    }

    private static bool IsVisible(char character) => character == ' ' || char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
