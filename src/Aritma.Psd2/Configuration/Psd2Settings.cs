using Aritma.Psd2.Http;

namespace Aritma.Psd2.Configuration;

/// <summary>What a set of validated options comes to. Immutable, so that no two parts of a request see different options.</summary>
internal sealed class Psd2Settings
{
    public Psd2Settings(Psd2Builder registration, Psd2Options options)
    {
        Registration = registration;
        Environment = options.Environment;
        TokenEndpoint = options.TokenEndpoint ?? DocumentedTokenEndpoint(options);
        ApiBaseAddress = WithTrailingSlash(options.ApiBaseAddress ?? DocumentedApiBaseAddress(options));
        Origins = new AllowedOrigins([ApiBaseAddress, .. options.AdditionalOrigins], options.RequireHttps);
        Credentials = string.IsNullOrEmpty(options.ClientSecret)
            ? null
            : new Psd2ClientCredentials(options.ClientId!, options.ClientSecret);
        Authentication = options.ClientAuthentication;
        Timeout = options.TokenRequestTimeout;
    }

    /// <summary>Whose settings they are, for messages.</summary>
    public Psd2Builder Registration { get; }

    public Psd2Environment? Environment { get; }

    public Uri TokenEndpoint { get; }

    /// <summary>The base address, with a slash at its end: without it, a relative address would replace its last segment.</summary>
    public Uri ApiBaseAddress { get; }

    public AllowedOrigins Origins { get; }

    /// <summary>The credentials of the options; null where a provider supplies them.</summary>
    public Psd2ClientCredentials? Credentials { get; }

    public Psd2ClientAuthentication Authentication { get; }

    /// <summary>How long one token request may take with its retries.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether tokens that were issued under other settings are this client's still: a new secret changes no token.</summary>
    public bool IsSameClientAs(Psd2Settings other) =>
        TokenEndpoint == other.TokenEndpoint && Credentials?.ClientId == other.Credentials?.ClientId;

    public bool IsSameAs(Psd2Settings other) =>
        IsSameClientAs(other)
        && (Credentials?.IsSameAs(other.Credentials) ?? other.Credentials is null)
        && Authentication == other.Authentication
        && Timeout == other.Timeout
        && Origins.IsSameAs(other.Origins);

    /// <summary>The property that differs, and is read once; null if there is none.</summary>
    public string? FindReadOnceChange(Psd2Settings first) =>
        Environment != first.Environment ? nameof(Psd2Options.Environment)
        : ApiBaseAddress != first.ApiBaseAddress ? nameof(Psd2Options.ApiBaseAddress)
        : null;

    private static Uri DocumentedTokenEndpoint(Psd2Options options)
    {
        var host = options.Environment == Psd2Environment.Production ? "id.aritma.io" : "id.dev.aritma.io";
        var tenant = string.IsNullOrEmpty(options.Tenant) ? "" : options.Tenant + "/";
        return new Uri($"https://{host}/{tenant}connect/token");
    }

    private static Uri DocumentedApiBaseAddress(Psd2Options options) => new(
        options.Environment == Psd2Environment.Production ? "https://banking.aritma.io/api" : "https://banking.dev.aritma.io/api");

    private static Uri WithTrailingSlash(Uri address) => new(address.AbsoluteUri.TrimEnd('/') + "/");
}
