using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2;

/// <summary>Fills <see cref="Psd2Options"/> from configuration; a value that can't be read is a validation failure.</summary>
internal static class Psd2OptionsBinding
{
    /// <summary>The path of the section that is bound; empty for the root of the configuration.</summary>
    public static string Path(IConfiguration configuration) => (configuration as IConfigurationSection)?.Path ?? "";

    public static void Bind(IConfiguration configuration, string optionsName, Psd2Options options)
    {
        var path = Path(configuration);
        string[] failures =
        [
            .. UnknownName<Psd2Environment>(configuration, path, nameof(Psd2Options.Environment)),
            .. UnknownName<Psd2ClientAuthentication>(configuration, path, nameof(Psd2Options.ClientAuthentication)),
            .. NoList(configuration, path, nameof(Psd2Options.AdditionalOrigins)),
            .. UnreadableAddress(configuration, path, nameof(Psd2Options.TokenEndpoint)),
            .. UnreadableAddress(configuration, path, nameof(Psd2Options.ApiBaseAddress)),
            .. configuration.GetSection(nameof(Psd2Options.AdditionalOrigins)).GetChildren().SelectMany(origin =>
                UnreadableAddress(configuration, path, $"{nameof(Psd2Options.AdditionalOrigins)}:{origin.Key}")),
        ];
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(optionsName, typeof(Psd2Options), failures);
        }

        try
        {
            configuration.Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new OptionsValidationException(
                optionsName, typeof(Psd2Options), [$"{unreadable.Message} Correct the value, or remove the key."]);
        }
    }

    // The binder's own message would show the value, which may hold a password; of a list it would skip the entry in silence.
    private static IEnumerable<string> UnreadableAddress(IConfiguration configuration, string path, string property)
    {
        if (!Uri.TryCreate(configuration[property] ?? "", UriKind.RelativeOrAbsolute, out _))
        {
            yield return Psd2OptionsValidator.NoAddress(Psd2OptionsValidator.Key(path, property), property);
        }
    }

    // The binder would skip it in silence.
    private static IEnumerable<string> NoList(IConfiguration configuration, string path, string property)
    {
        if (!string.IsNullOrEmpty(configuration[property]))
        {
            var key = Psd2OptionsValidator.Key(path, property);
            yield return $"{key} is a single value. Write {key}:0 for the first entry.";
        }
    }

    private static IEnumerable<string> UnknownName<TEnum>(IConfiguration configuration, string path, string property)
        where TEnum : struct, Enum
    {
        var value = configuration[property];
        if (!string.IsNullOrEmpty(value) && !Enum.GetNames<TEnum>().Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"{Psd2OptionsValidator.Key(path, property)} is '{value}'. "
                + $"Write {string.Join(" or ", Enum.GetNames<TEnum>())}.";
        }
    }
}
