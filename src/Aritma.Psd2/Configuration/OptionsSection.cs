using Aritma.Psd2.Generators.Scopes;
using Microsoft.Extensions.Configuration;

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

    /// <summary>Why the section may be the wrong one: it is empty, or the root of the configuration. Null if it may be right.</summary>
    public static string? FindProblem(IConfiguration configuration)
    {
        var path = OptionsBinding.Path(configuration);
        if (path.Length > 0)
        {
            return configuration.GetChildren().Any()
                ? null
                : $"The configuration section '{path}' has no values. Check its name, and that its source is loaded.";
        }

        var section = configuration.AsEnumerable()
            .Where(entry => entry.Value is not null && entry.Key.Contains(':', StringComparison.Ordinal))
            .Select(entry => (Path: ConfigurationPath.GetParentPath(entry.Key)!, Key: ConfigurationPath.GetSectionKey(entry.Key)))
            .Where(entry => Known.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            .CountBy(entry => entry.Path, StringComparer.OrdinalIgnoreCase)
            .DefaultIfEmpty()
            .MaxBy(found => found.Value);
        return "The options are read from the root of the configuration. Pass the section that holds them"
            + $"{(section.Key is null ? "" : $", which seems to be '{section.Key}'")}: configuration.GetSection(\""
            + $"{section.Key ?? "Aritma:Psd2"}\").";
    }

    /// <summary>
    /// The values that are no options, each with the nearest option: a mistyped key would be ignored, and the secret might go to an address
    /// that wasn't meant. Sections are left alone, and so is the root, which holds everything.
    /// </summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration)
    {
        var path = OptionsBinding.Path(configuration);
        if (path.Length == 0)
        {
            yield break;
        }

        foreach (var child in configuration.GetChildren())
        {
            if (child.Value is not null && !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                var nearest = Known.MinBy(known => known.Contains(child.Key, StringComparison.OrdinalIgnoreCase)
                    ? 0
                    : EditDistance.Between(known.ToUpperInvariant(), child.Key.ToUpperInvariant()));
                yield return $"{path}:{child.Key} is no option. Did you mean {nearest}? Correct the key, or move it to another section.";
            }
        }
    }
}
