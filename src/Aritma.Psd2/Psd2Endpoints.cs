using Aritma.Psd2.Http;

namespace Aritma.Psd2;

/// <summary>The addresses that a set of validated options comes to.</summary>
internal sealed class Psd2Endpoints
{
    public Psd2Endpoints(Psd2Options options)
    {
        TokenEndpoint = options.TokenEndpoint ?? DocumentedTokenEndpoint(options);
        ApiBaseAddress = WithTrailingSlash(options.ApiBaseAddress ?? DocumentedApiBaseAddress(options));
        Origins = new AllowedOrigins([ApiBaseAddress, .. options.AdditionalOrigins], options.RequireHttps);
    }

    public Uri TokenEndpoint { get; }

    /// <summary>The base address, with a slash at its end: without it, a relative address would replace its last segment.</summary>
    public Uri ApiBaseAddress { get; }

    public AllowedOrigins Origins { get; }

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
