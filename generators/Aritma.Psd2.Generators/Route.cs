using System.Text.RegularExpressions;

namespace Aritma.Psd2.Generators;

/// <summary>What a request tells of the method that makes it, beside the name.</summary>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Path">The relative path.</param>
internal sealed record Route(string Verb, string Path)
{
    // Each segment and each part of the query has something in it.
    private static readonly Regex Plain = new(
        @"^(/[^/?#]+)*/?(\?[^?#&=]+(=[^?#&]*)?(&[^?#&=]+(=[^?#&]*)?)*)?\z", RegexOptions.CultureInvariant);

    private static readonly Regex PlainBehindPrefix = new(@"^(/[^/?#]+)+/?(\?|$)", RegexOptions.CultureInvariant);

    /// <summary>
    /// The route as Refit tells it: behind the client's prefix, if it has one. Null where the path, or the prefix, isn't
    /// plain: Refit leaves empty parts and fragments out, in ways that this doesn't follow.
    /// </summary>
    public Route? Behind(string prefix)
    {
        var trimmed = prefix.TrimEnd('/');
        return Plain.IsMatch(Path) && (trimmed.Length == 0 || (PlainBehindPrefix.IsMatch(Path) && Plain.IsMatch(trimmed)))
            ? this with { Path = trimmed + Path }
            : null;
    }
}
