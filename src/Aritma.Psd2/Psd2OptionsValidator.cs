using Microsoft.Extensions.Options;

namespace Aritma.Psd2;

/// <summary>Checks one set of <see cref="Psd2Options"/>; every failure names the configuration key and the remedy.</summary>
internal sealed class Psd2OptionsValidator(Psd2Builder registration) : IValidateOptions<Psd2Options>
{
    private static readonly TimeSpan LongestTokenRequest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, Psd2Options options)
    {
        if (name != registration.Key)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] failures =
        [
            .. Credentials(options),
            .. Environment(options),
            .. Tenant(options),
            .. Address(options.TokenEndpoint, nameof(Psd2Options.TokenEndpoint), options, withQuery: true),
            .. Address(options.ApiBaseAddress, nameof(Psd2Options.ApiBaseAddress), options, withQuery: false),
            .. options.AdditionalOrigins.SelectMany((origin, index) => Origin(origin, index, options)),
            .. ClientAuthentication(options),
            .. Timeout(options),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail([.. EmptySection(), .. failures]);
    }

    public static string Key(string? path, string property) =>
        path is null ? $"{nameof(Psd2Options)}.{property}" : path.Length == 0 ? property : $"{path}:{property}";

    public static string NoAddress(string key, string property) =>
        $"{key} is not an absolute https address. Write one such as {Example(property)}.";

    private string Key(string property) => Key(registration.ConfigurationPath, property);

    private IEnumerable<string> EmptySection()
    {
        if (registration is { IsSectionEmpty: true, ConfigurationPath: { } path })
        {
            yield return $"The configuration section '{path}' has no values. Check its name, and that its source is loaded.";
        }
    }

    private IEnumerable<string> Credentials(Psd2Options options)
    {
        if (!registration.HasCredentialsProvider)
        {
            return
            [
                .. Credential(options.ClientId, nameof(Psd2Options.ClientId), "Write the client id that Aritma gave you."),
                .. Credential(
                    options.ClientSecret,
                    nameof(Psd2Options.ClientSecret),
                    "Write the client secret that Aritma gave you, from user secrets, an environment variable or a vault."),
            ];
        }

        return string.IsNullOrEmpty(options.ClientSecret)
            ? []
            : [$"{Key(nameof(Psd2Options.ClientSecret))} is set, and a credentials provider was added too. Remove one of the two."];
    }

    private IEnumerable<string> Credential(string? value, string property, string remedy)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            yield return $"{Key(property)} is missing. {remedy}";
        }
        else if (!Psd2ClientCredentials.IsWellFormed(value))
        {
            // The value itself stays out of the message: it may be the secret.
            yield return $"{Key(property)} holds a character that RFC 6749 appendix A doesn't allow, such as a line break. {remedy}";
        }
    }

    private IEnumerable<string> Environment(Psd2Options options)
    {
        if (options.Environment is { } environment && !Enum.IsDefined(environment))
        {
            yield return $"{Key(nameof(Psd2Options.Environment))} is '{environment}'. Write Production or Development.";
        }
        else if (options.Environment is null && (options.TokenEndpoint is null || options.ApiBaseAddress is null))
        {
            yield return $"{Key(nameof(Psd2Options.Environment))} is missing. Write Production or Development, "
                + $"or give both {nameof(Psd2Options.TokenEndpoint)} and {nameof(Psd2Options.ApiBaseAddress)}.";
        }
    }

    private IEnumerable<string> Tenant(Psd2Options options)
    {
        if (string.IsNullOrEmpty(options.Tenant))
        {
            yield break;
        }

        if (options.TokenEndpoint is not null)
        {
            yield return $"{Key(nameof(Psd2Options.Tenant))} has no effect on a {nameof(Psd2Options.TokenEndpoint)} of your own. "
                + "Write the tenant into that address, or remove one of the two.";
        }

        if (options.Tenant is "." or ".." || Uri.EscapeDataString(options.Tenant) != options.Tenant)
        {
            yield return $"{Key(nameof(Psd2Options.Tenant))} is '{options.Tenant}'. "
                + "Write one path segment of letters, digits, '-', '.', '_' or '~'.";
        }
    }

    private IEnumerable<string> Address(Uri? address, string property, Psd2Options options, bool withQuery)
    {
        if (address is null)
        {
            yield break;
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            yield return NoAddress(Key(property), property);
            yield break;
        }

        if (address.UserInfo.Length > 0)
        {
            // Addresses are logged; what stands before the '@' would be, too.
            yield return $"{Key(property)} holds user information before the host. Remove it.";
            yield break;
        }

        if (address.Scheme == Uri.UriSchemeHttp && options.RequireHttps && !address.IsLoopback)
        {
            yield return $"{Key(property)} is '{Shown(address)}': plain http would show secrets and tokens to the network. Write https, "
                + $"or set {Key(nameof(Psd2Options.RequireHttps))} to false for a test network.";
        }

        if (address.Fragment.Length > 0 || (!withQuery && address.Query.Length > 0))
        {
            yield return $"{Key(property)} is '{Shown(address)}' and more. Remove the "
                + $"'{(address.Query.Length > 0 && !withQuery ? '?' : '#')}' and what follows it.";
        }
    }

    private string[] Origin(Uri? origin, int index, Psd2Options options)
    {
        var property = $"{nameof(Psd2Options.AdditionalOrigins)}:{index}";
        if (origin is null)
        {
            return [$"{Key(property)} is missing. Write one such as {Example(property)}, or remove the entry."];
        }

        var failures = Address(origin, property, options, withQuery: false).ToArray();
        return failures.Length == 0 && origin.AbsolutePath != "/"
            ? [$"{Key(property)} is '{Shown(origin)}'. Write scheme, host and port only, such as {Example(property)}."]
            : failures;
    }

    private IEnumerable<string> ClientAuthentication(Psd2Options options)
    {
        if (!Enum.IsDefined(options.ClientAuthentication))
        {
            yield return $"{Key(nameof(Psd2Options.ClientAuthentication))} is '{options.ClientAuthentication}'. "
                + "Write FormBody or BasicHeader.";
        }
    }

    private IEnumerable<string> Timeout(Psd2Options options)
    {
        if (options.TokenRequestTimeout <= TimeSpan.Zero || options.TokenRequestTimeout > LongestTokenRequest)
        {
            yield return $"{Key(nameof(Psd2Options.TokenRequestTimeout))} is '{options.TokenRequestTimeout}'. "
                + $"Write a time up to {LongestTokenRequest}, such as 00:00:30.";
        }
    }

    // Without its query, which may hold a key.
    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path);

    private static string Example(string property) => property switch
    {
        nameof(Psd2Options.TokenEndpoint) => "https://id.aritma.io/connect/token",
        nameof(Psd2Options.ApiBaseAddress) => "https://banking.aritma.io/api",
        _ => "https://api.example.com",
    };
}
