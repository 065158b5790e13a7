using System;

namespace Aritma.Psd2.Generators.Scopes;

/// <summary>
/// How many characters must be added, removed, changed or swapped with their neighbour to turn one string into another: the restricted
/// Damerau-Levenshtein distance (optimal string alignment).
/// </summary>
internal static class EditDistance
{
    public static int Between(string first, string second)
    {
        // The last three rows of the table of distances between the beginnings of both strings.
        var beforePrevious = new int[second.Length + 1];
        var previous = new int[second.Length + 1];
        var current = new int[second.Length + 1];
        for (var column = 0; column <= second.Length; column++)
        {
            current[column] = column;
        }

        for (var row = 1; row <= first.Length; row++)
        {
            (beforePrevious, previous, current) = (previous, current, beforePrevious);
            current[0] = row;
            for (var column = 1; column <= second.Length; column++)
            {
                var change = previous[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1);
                current[column] = Math.Min(change, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && first[row - 1] == second[column - 2] && first[row - 2] == second[column - 1])
                {
                    current[column] = Math.Min(current[column], beforePrevious[column - 2] + 1);
                }
            }
        }

        return current[second.Length];
    }
}
