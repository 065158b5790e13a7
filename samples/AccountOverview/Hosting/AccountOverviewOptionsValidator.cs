using System.Net;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AccountOverview.Hosting;

/// <summary>What the configuration lacks is reported at startup, and not when the first user comes.</summary>
internal sealed class AccountOverviewOptionsValidator(IHostEnvironment environment) : IValidateOptions<AccountOverviewOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOverviewOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.PublicAddress is { } address && !(IsSecure(address) && address.PathAndQuery == "/"))
        {
            failures.AddError(
                $"{Key(nameof(options.PublicAddress))} must be an https address, or one of http on this machine, without a path: "
                + $"'{address}' is neither.");
        }

        if (options.Redis is { } redis && !IsRedisConfiguration(redis))
        {
            failures.AddError($"{Key(nameof(options.Redis))} is no configuration of Redis, such as redis.internal:6379.");
        }

        foreach (var origin in options.ConsentOrigins.Where(origin => !IsOrigin(origin)))
        {
            failures.AddError($"{Key(nameof(options.ConsentOrigins))} holds '{origin}', which is no origin such as https://bank.example.");
        }

        foreach (var proxy in options.Proxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)))
        {
            failures.AddError($"{Key(nameof(options.Proxies))} holds '{proxy}', which is neither an IP address nor a network.");
        }

        if (!environment.IsDevelopment())
        {
            if (options.PublicAddress is null)
            {
                failures.AddError(
                    $"{Key(nameof(options.PublicAddress))} is missing. Set it to the https address at which users find this application.");
            }

            if (options.KeyRing is null && options.Redis is null)
            {
                failures.AddError(
                    $"{Key(nameof(options.KeyRing))} is missing. Set it to a folder that outlives the instance, or "
                    + $"{Key(nameof(options.Redis))} where there are several: without the keys a restart loses all users' connections.");
            }
        }

        return failures.Build();
    }

    private static string Key(string property) => $"{AccountOverviewOptions.Section}:{property}";

    private static bool IsRedisConfiguration(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSecure(address) && address.GetLeftPart(UriPartial.Authority) == text;

    private static bool IsSecure(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
