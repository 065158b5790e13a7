using System;
using System.Collections.Generic;
using System.Linq;
using Aritma.Psd2.Generators.Scopes;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>Names the clients, for their <c>Add{Client}</c> methods.</summary>
internal static class ClientNames
{
    /// <summary>
    /// Gives each client a name of its own: that of the interface without its <c>I</c>; where several share it, with the last
    /// qualifier in front that tells them apart, or all qualifiers where no single one does. A number settles what is left.
    /// </summary>
    public static EquatableArray<NamedClient> Assign(IEnumerable<ClientModel> clients)
    {
        // Files are named after them, and not every file system tells apart what differs by letter case alone.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var groups = clients.Select(client => (Client: client, Parts: PartsOf(client.Type)))
            .GroupBy(client => ShortName(client.Parts), StringComparer.Ordinal)
            .Select(group => group.ToArray());

        // Those without a namesake first: a new namesake of another client never takes their name.
        return new(groups.OrderBy(group => group.Length > 1)
            .SelectMany(group => group.Select(client => new NamedClient(
                Unique(Prefix(client.Parts, [.. group.Select(namesake => namesake.Parts)]) + ShortName(client.Parts)), client.Client)))
            .OrderBy(client => client.Client.Type, StringComparer.Ordinal));

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

    /// <summary>The parts of a full name, from the outermost namespace to the interface.</summary>
    public static string[] PartsOf(string type) =>
        [.. type.Substring("global::".Length).Split('.').Select(part => part.TrimStart('@'))];

    private static string ShortName(string[] client)
    {
        var name = client[client.Length - 1];
        return name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : name;
    }

    private static string Prefix(string[] client, string[][] namesakes)
    {
        if (namesakes.Length == 1)
        {
            return "";
        }

        var deepest = namesakes.Max(namesake => namesake.Length) - 1;
        for (var fromEnd = 1; fromEnd <= deepest; fromEnd++)
        {
            if (namesakes.Select(namesake => Qualifier(namesake, fromEnd)).Distinct(StringComparer.Ordinal).Count() == namesakes.Length)
            {
                return Qualifier(client, fromEnd);
            }
        }

        // Those that share all qualifiers differ by the I alone.
        var paths = namesakes.Select(AllQualifiers).Distinct(StringComparer.Ordinal).Count();
        return paths == 1 ? "" : AllQualifiers(client);
    }

    private static string AllQualifiers(string[] client) => string.Concat(client.Take(client.Length - 1));

    private static string Qualifier(string[] client, int fromEnd) => fromEnd < client.Length ? client[client.Length - 1 - fromEnd] : "";
}
