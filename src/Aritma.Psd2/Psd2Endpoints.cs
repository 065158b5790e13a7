using Aritma.Psd2.Http;

namespace Aritma.Psd2;

/// <summary>The addresses that a set of validated options comes to.</summary>
internal sealed class Psd2Endpoints
{
    public Psd2Endpoints(Psd2Options options)
    {
        TokenEndpoint = options.TokenEndpoint ?? DocumentedTokenEndpoint(options);
        ApiBaseAddress = WithoutTrailingSlash(options.ApiBaseAddress ?? DocumentedApiBaseAddress(options));
        ApiBaseAddressWithSlash = new Uri(ApiBaseAddress.AbsoluteUri.TrimEnd('/') + "/");
        Origins = new AllowedOrigins([ApiBaseAddress, .. options.AdditionalOrigins], options.RequireHttps);
    }

    public Uri TokenEndpoint { get; }

    /// <summary>The base address as Refit wants it: version 8 turns a slash at its end into a double one.</summary>
    public Uri ApiBaseAddress { get; }

    /// <summary>The base address as <see cref="HttpClient"/> wants it: without the slash, a relative address replaces its last segment.</summary>
    public Uri ApiBaseAddressWithSlash { get; }

    public AllowedOrigins Origins { get; }

    private static Uri DocumentedTokenEndpoint(Psd2Options options)
    {
        var host = options.Environment == Psd2Environment.Production ? "id.aritma.io" : "id.dev.aritma.io";
        var tenant = string.IsNullOrEmpty(options.Tenant) ? "" : options.Tenant + "/";
        return new Uri($"https://{host}/{tenant}connect/token");
    }

    private static Uri DocumentedApiBaseAddress(Psd2Options options) => new(
        options.Environment == Psd2Environment.Production ? "https://banking.aritma.io/api" : "https://banking.dev.aritma.io/api");

    private static Uri WithoutTrailingSlash(Uri address) => new(address.AbsoluteUri.TrimEnd('/'));
}
