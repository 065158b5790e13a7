using Aritma.Psd2.Generators.Scopes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Configuration;

/// <summary>The keys of the configuration section that options are read from.</summary>
internal static class OptionsSection
{
    private static readonly string[] Known =
    [
        nameof(Psd2Options.Environment), nameof(Psd2Options.Tenant), nameof(Psd2Options.TokenEndpoint),
        nameof(Psd2Options.ApiBaseAddress), nameof(Psd2Options.AdditionalOrigins), nameof(Psd2Options.RequireHttps),
        nameof(Psd2Options.ClientId), nameof(Psd2Options.ClientSecret), nameof(Psd2Options.ClientAuthentication),
        nameof(Psd2Options.TokenRequestTimeout),
    ];

    /// <summary>Why the section may be the wrong one: it is empty, or the options are below it. Null if it may be right.</summary>
    public static string? FindProblem(IConfiguration configuration)
    {
        var path = OptionsBinding.Path(configuration);
        IConfigurationSection[] children = [.. configuration.GetChildren()];
        if (path.Length > 0 && children.Any(child => IsKnown(child.Key)))
        {
            return null;
        }

        var below = configuration.AsEnumerable()
            .Where(entry => entry.Value is not null && IsKnown(ConfigurationPath.GetSectionKey(entry.Key)))
            .Select(entry => ConfigurationPath.GetParentPath(entry.Key) ?? "")
            .Where(parent => parent.Length > 0 && parent != path)
            .CountBy(parent => parent, StringComparer.OrdinalIgnoreCase)
            .DefaultIfEmpty()
            .MaxBy(found => found.Value)
            .Key;
        if (path.Length > 0 && below is null)
        {
            return children.Length > 0
                ? null
                : $"The configuration section '{path}' has no values. Check its name, and that its source is loaded.";
        }

        var source = path.Length == 0 ? "the root of the configuration" : $"'{path}'";
        var guess = below is null ? "" : $", which seems to be '{below}'";
        return $"The options are read from {source}. Pass the section that holds them{guess}: "
            + $"configuration.GetSection(\"{below ?? "Aritma:Psd2"}\").";
    }

    /// <summary>
    /// The keys that are no options: a mistyped one would be ignored, and the secret might go to an address that wasn't meant. Sections
    /// with names of their own are left alone. The root of a host's configuration holds everything, the host's <c>Environment</c> too.
    /// </summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration)
    {
        var path = OptionsBinding.Path(configuration);
        if (path.Length == 0)
        {
            return configuration[HostDefaults.ContentRootKey] is null ? [] : [FindProblem(configuration)!];
        }

        return
            from child in configuration.GetChildren()
            where !IsKnown(child.Key)
            let nearest = Known.MinBy(known => Distance(known, child.Key))
            let isNear = Distance(nearest, child.Key) <= Math.Max(2, child.Key.Length / 3)
            where child.Value is not null || (isNear && nearest == nameof(Psd2Options.AdditionalOrigins))
            select $"{path}:{child.Key} is no option. "
                + (isNear ? $"Did you mean {nearest}?" : $"The options are {string.Join(", ", Known)}.")
                + " Correct the key, or move it to another section.";
    }

    private static bool IsKnown(string key) => Known.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static int Distance(string known, string key) => known.Contains(key, StringComparison.OrdinalIgnoreCase)
        ? 0
        : EditDistance.Between(known.ToUpperInvariant(), key.ToUpperInvariant());
}
