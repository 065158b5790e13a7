using Aritma.Psd2.Generators.Scopes;
using System;
using System.Collections.Generic;
using System.Linq;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>Names the clients, for their <c>Add{Client}</c> methods.</summary>
internal static class ClientNames
{
    /// <summary>
    /// Gives each client a name of its own: that of the interface without its <c>I</c>; where several share it, with the last
    /// qualifier in front that tells them apart, or all qualifiers where no single one does. A number settles what is left.
    /// </summary>
    public static IReadOnlyList<string> Assign(IReadOnlyList<ClientModel> clients)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var groups = clients.ToLookup(ShortName, StringComparer.Ordinal);
        var names = new string[clients.Count];

        // Those without a namesake first: a new namesake of another client never takes their name.
        foreach (var index in Enumerable.Range(0, clients.Count).OrderBy(index => groups[ShortName(clients[index])].Skip(1).Any()))
        {
            var shortName = ShortName(clients[index]);
            names[index] = Unique(Prefix(clients[index], [.. groups[shortName]]) + shortName);
        }

        return names;

        string Unique(string name)
        {
            var unique = name;
            for (var number = 2; !taken.Add(unique); number++)
            {
                unique = name + number;
            }

            return unique;
        }
    }

    private static string ShortName(ClientModel client) =>
        client.Name.Length > 1 && client.Name[0] == 'I' && char.IsUpper(client.Name[1]) ? client.Name.Substring(1) : client.Name;

    private static string Prefix(ClientModel client, ClientModel[] namesakes)
    {
        if (namesakes.Length == 1)
        {
            return "";
        }

        var deepest = namesakes.Max(namesake => namesake.Qualifiers.Count);
        for (var fromEnd = 1; fromEnd <= deepest; fromEnd++)
        {
            if (namesakes.Select(namesake => Qualifier(namesake, fromEnd)).Distinct(StringComparer.Ordinal).Count() == namesakes.Length)
            {
                return Qualifier(client, fromEnd);
            }
        }

        var paths = namesakes.Select(namesake => string.Concat(namesake.Qualifiers)).Distinct(StringComparer.Ordinal).Count();
        return paths == 1 ? "" : string.Concat(client.Qualifiers);
    }

    private static string Qualifier(ClientModel client, int fromEnd) =>
        fromEnd <= client.Qualifiers.Count ? client.Qualifiers[client.Qualifiers.Count - fromEnd] : "";
}
