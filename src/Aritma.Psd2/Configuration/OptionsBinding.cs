using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Configuration;

/// <summary>Fills <see cref="Psd2Options"/> from configuration; a value that can't be read is a validation failure.</summary>
internal static class OptionsBinding
{
    /// <summary>The path of the section that is bound; empty for the root of the configuration.</summary>
    public static string Path(IConfiguration configuration) => (configuration as IConfigurationSection)?.Path ?? "";

    public static void Bind(IConfiguration configuration, string optionsName, Psd2Options options)
    {
        List<string> failures = [.. OptionsSection.UnknownKeys(configuration)];
        CheckName<Psd2Environment>(configuration, nameof(Psd2Options.Environment), failures);
        CheckName<Psd2ClientAuthentication>(configuration, nameof(Psd2Options.ClientAuthentication), failures);
        CheckAddress(configuration, nameof(Psd2Options.TokenEndpoint), failures);
        CheckAddress(configuration, nameof(Psd2Options.ApiBaseAddress), failures);
        CheckOrigins(configuration, failures);
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(
                optionsName,
                typeof(Psd2Options),
                OptionsSection.FindProblem(configuration) is { } section ? failures.Prepend(section).Distinct() : failures);
        }

        try
        {
            configuration.Bind(options);

            // The binder leaves out what has no public getter.
            options.ClientSecret = configuration[nameof(Psd2Options.ClientSecret)] ?? options.ClientSecret;
        }
        catch (InvalidOperationException unreadable)
        {
            throw new OptionsValidationException(
                optionsName, typeof(Psd2Options), [$"{unreadable.Message} Correct the value, or remove the key."]);
        }
    }

    // The binder's own message would show the value, which may hold a password; of a list it would skip the entry in silence.
    private static void CheckAddress(IConfiguration configuration, string property, List<string> failures)
    {
        if (!Uri.TryCreate(configuration[property] ?? "", UriKind.RelativeOrAbsolute, out _))
        {
            failures.Add(OptionsValidator.NoAddress(OptionsValidator.Key(Path(configuration), property), property));
        }
    }

    private static void CheckOrigins(IConfiguration configuration, List<string> failures)
    {
        const string Property = nameof(Psd2Options.AdditionalOrigins);
        if (!string.IsNullOrEmpty(configuration[Property]))
        {
            // The binder would skip it in silence.
            var key = OptionsValidator.Key(Path(configuration), Property);
            failures.Add($"{key} is a single value. Write {key}:0 for the first entry.");
        }

        foreach (var origin in configuration.GetSection(Property).GetChildren())
        {
            CheckAddress(configuration, $"{Property}:{origin.Key}", failures);
        }
    }

    private static void CheckName<TEnum>(IConfiguration configuration, string property, List<string> failures)
        where TEnum : struct, Enum
    {
        var value = configuration[property];
        if (!string.IsNullOrEmpty(value) && !Enum.GetNames<TEnum>().Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            failures.Add($"{OptionsValidator.Key(Path(configuration), property)} is '{value}'. "
                + $"Write {string.Join(" or ", Enum.GetNames<TEnum>())}.");
        }
    }
}
