using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Configuration;

/// <summary>Checks one set of <see cref="Psd2Options"/>; every failure names the configuration key and the remedy.</summary>
internal sealed class OptionsValidator(Psd2Builder registration, IServiceProviderIsService? services) : IValidateOptions<Psd2Options>
{
    private static readonly TimeSpan LongestTokenRequest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, Psd2Options options)
    {
        if (name != registration.Key)
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> failures = [];
        CheckCredentials(options, failures);
        CheckEnvironment(options, failures);
        CheckTenant(options, failures);
        CheckAddress(options.TokenEndpoint, nameof(Psd2Options.TokenEndpoint), options, failures, withQuery: true);
        CheckAddress(options.ApiBaseAddress, nameof(Psd2Options.ApiBaseAddress), options, failures);
        for (var index = 0; index < options.AdditionalOrigins.Count; index++)
        {
            CheckOrigin(options.AdditionalOrigins[index], index, options, failures);
        }

        if (options.ClientAuthentication is not (Psd2ClientAuthentication.ClientSecretPost or Psd2ClientAuthentication.ClientSecretBasic))
        {
            failures.Add($"{Key(nameof(Psd2Options.ClientAuthentication))} is '{options.ClientAuthentication}'. "
                + "Write ClientSecretPost or ClientSecretBasic.");
        }

        if (options.TokenRequestTimeout <= TimeSpan.Zero || options.TokenRequestTimeout > LongestTokenRequest)
        {
            failures.Add($"{Key(nameof(Psd2Options.TokenRequestTimeout))} is '{options.TokenRequestTimeout}'. "
                + $"Write a time up to {LongestTokenRequest}, such as 00:00:30.");
        }

        if (failures.Count == 0)
        {
            return ValidateOptionsResult.Success;
        }

        if (!registration.HasOptions)
        {
            var named = registration.Name is null ? "" : $" with the name '{registration.Name}'";
            return ValidateOptionsResult.Fail(
                $"{registration} has no options: call AddPsd2Clients or AddPsd2{named}, or correct the name that AddPsd2Token was called "
                + "with.");
        }

        if (registration.Configuration is { } configuration && OptionsSection.FindProblem(configuration) is { } section)
        {
            failures.Insert(0, section);
        }

        return ValidateOptionsResult.Fail(failures);
    }

    public static string Key(string? path, string property) =>
        path is null ? $"{nameof(Psd2Options)}.{property}" : path.Length == 0 ? property : $"{path}:{property}";

    public static string NoAddress(string key, string property) =>
        $"{key} is not an absolute https address. Write one such as {Example(property)}.";

    /// <summary>An option as messages name it: its configuration key, else the property, with the name of a named registration.</summary>
    public static string Key(Psd2Builder registration, string property) => Key(registration.ConfigurationPath, property)
        + (registration is { Configuration: null, Name: not null } ? $" of {registration}" : "");

    private string Key(string property) => Key(registration, property);

    private void CheckCredentials(Psd2Options options, List<string> failures)
    {
        if (registration.HasCredentialsProvider)
        {
            if (!string.IsNullOrEmpty(options.ClientSecret))
            {
                failures.Add($"{Key(nameof(Psd2Options.ClientSecret))} is set, and a credentials provider was added too. "
                    + "Remove one of the two.");
            }

            return;
        }

        CheckCredential(options.ClientId, nameof(Psd2Options.ClientId), "Write the client id that Aritma gave you.", failures);
        CheckCredential(
            options.ClientSecret,
            nameof(Psd2Options.ClientSecret),
            services?.IsService(typeof(IPsd2ClientCredentialsProvider)) == true
                ? $"The {nameof(IPsd2ClientCredentialsProvider)} among the services isn't used: add it to the registration with "
                    + $"{nameof(Psd2Builder.AddClientCredentialsProvider)}."
                : "Write the client secret that Aritma gave you, from user secrets, an environment variable or a vault.",
            failures);
    }

    private void CheckCredential(string? value, string property, string remedy, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            failures.Add($"{Key(property)} is missing. {remedy}");
        }
        else if (!Psd2ClientCredentials.IsWellFormed(value))
        {
            // The value itself stays out of the message: it may be the secret.
            failures.Add($"{Key(property)} holds a character that RFC 6749 appendix A doesn't allow, such as a line break. {remedy}");
        }
    }

    private void CheckEnvironment(Psd2Options options, List<string> failures)
    {
        if (options.Environment is not (null or Psd2Environment.Production or Psd2Environment.Development))
        {
            failures.Add($"{Key(nameof(Psd2Options.Environment))} is '{options.Environment}'. Write Production or Development.");
        }
        else if (options.Environment is null && (options.TokenEndpoint is null || options.ApiBaseAddress is null))
        {
            failures.Add($"{Key(nameof(Psd2Options.Environment))} is missing. Write Production or Development, "
                + $"or give both {nameof(Psd2Options.TokenEndpoint)} and {nameof(Psd2Options.ApiBaseAddress)}.");
        }
    }

    private void CheckTenant(Psd2Options options, List<string> failures)
    {
        if (string.IsNullOrEmpty(options.Tenant))
        {
            return;
        }

        if (options.TokenEndpoint is not null)
        {
            failures.Add($"{Key(nameof(Psd2Options.Tenant))} has no effect on a {nameof(Psd2Options.TokenEndpoint)} of your own. "
                + "Write the tenant into that address, or remove one of the two.");
        }

        if (options.Tenant is "." or ".." || Uri.EscapeDataString(options.Tenant) != options.Tenant)
        {
            failures.Add($"{Key(nameof(Psd2Options.Tenant))} is '{options.Tenant}'. "
                + "Write one path segment of letters, digits, '-', '.', '_' or '~'.");
        }
    }

    private void CheckAddress(Uri? address, string property, Psd2Options options, List<string> failures, bool withQuery = false)
    {
        if (address is null)
        {
            return;
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            failures.Add(NoAddress(Key(property), property));
            return;
        }

        if (address.UserInfo.Length > 0)
        {
            // Addresses are logged; what stands before the '@' would be, too.
            failures.Add($"{Key(property)} holds user information before the host. Remove it.");
            return;
        }

        if (address.Scheme == Uri.UriSchemeHttp && options.RequireHttps && !address.IsLoopback)
        {
            failures.Add($"{Key(property)} is '{Shown(address)}': plain http would show secrets and tokens to the network. Write https, "
                + $"or set {Key(nameof(Psd2Options.RequireHttps))} to false for a test network.");
        }

        if (address.Fragment.Length > 0 || (!withQuery && address.Query.Length > 0))
        {
            failures.Add($"{Key(property)} is '{Shown(address)}' and more. Remove the "
                + $"'{(address.Query.Length > 0 && !withQuery ? '?' : '#')}' and what follows it.");
        }
    }

    private void CheckOrigin(Uri? origin, int index, Psd2Options options, List<string> failures)
    {
        var property = $"{nameof(Psd2Options.AdditionalOrigins)}:{index}";
        if (origin is null)
        {
            failures.Add($"{Key(property)} is missing. Write one such as {Example(property)}, or remove the entry.");
            return;
        }

        var before = failures.Count;
        CheckAddress(origin, property, options, failures);
        if (failures.Count == before && origin.AbsolutePath != "/")
        {
            failures.Add($"{Key(property)} is '{Shown(origin)}'. Write scheme, host and port only, such as {Example(property)}.");
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
