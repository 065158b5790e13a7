using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Aritma.Psd2.Http;

/// <summary>Puts the pieces of this library into the HTTP clients that IHttpClientFactory builds.</summary>
internal static class TokenHandlerWiring
{
    public static void AddToClient(IHttpClientBuilder client, string registrationKey, ClientScopes scopes)
    {
        client.ConfigureHttpClient((services, http) =>
            http.BaseAddress = services.GetRequiredKeyedService<TokenSources>(registrationKey).Settings.ApiBaseAddress);
        AddInnermost(client, services => new Psd2TokenHandler(scopes, services.GetRequiredKeyedService<TokenSources>(registrationKey)));
    }

    public static void AddToTokenClient(IHttpClientBuilder client) =>
        AddInnermost(client, services => new TokenSendHandler(services.GetRequiredService<TimeProvider>()));

    // After everything that the application configures, so that retries and other handlers see neither token nor renewal.
    private static void AddInnermost(IHttpClientBuilder client, Func<IServiceProvider, DelegatingHandler> create) =>
        client.Services.PostConfigure<HttpClientFactoryOptions>(client.Name, options =>
        {
            Action<HttpMessageHandlerBuilder>[] actions = [.. options.HttpMessageHandlerBuilderActions];
            options.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                PrimaryHandlers.Secure(handlers, actions);
                handlers.AdditionalHandlers.Add(create(handlers.Services));
            });
            RedactAuthorization(options);
        });

    // IHttpClientFactory logs headers at Trace level. It redacts all of them by default, but not where the application names which.
    private static void RedactAuthorization(HttpClientFactoryOptions options)
    {
        var redact = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = header => header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || redact(header);
    }
}
