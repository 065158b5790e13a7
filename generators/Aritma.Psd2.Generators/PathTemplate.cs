using System;

namespace Aritma.Psd2.Generators;

/// <summary>The path of a method as its requests tell it from Refit 14 on. Refit 8 tells it as it is written.</summary>
internal static class PathTemplate
{
    /// <param name="prefix">What the client has in front of all its paths; may be empty.</param>
    /// <param name="path">The path as written.</param>
    public static string Of(string prefix, string path)
    {
        // Refit leaves a fragment and an empty query out, and a slash alone behind a prefix.
        var told = path.Split('#')[0];
        if (told.EndsWith("?", StringComparison.Ordinal))
        {
            told = told.Substring(0, told.Length - 1);
        }

        var trimmed = prefix.TrimEnd('/');
        return trimmed.Length > 0 && told == "/" ? trimmed : trimmed + told;
    }
}
