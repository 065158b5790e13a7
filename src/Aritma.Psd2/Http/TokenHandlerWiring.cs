using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Aritma.Psd2.Http;

/// <summary>Puts the pieces of this library into the HTTP clients that IHttpClientFactory builds.</summary>
internal static class TokenHandlerWiring
{
    public static void AddToClient(IHttpClientBuilder client, Psd2Builder registration, ClientScopes scopes)
    {
        var key = registration.Key;
        Secure(client);

        // After everything that the user configures, so that the handler stays the innermost one: retries and other handlers
        // around it then see neither token nor renewal.
        client.Services.PostConfigure<HttpClientFactoryOptions>(client.Name, options =>
            options.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                var endpoints = handlers.Services.GetRequiredKeyedService<TokenRequestSettingsMonitor>(key).Endpoints;
                var tokens = handlers.Services.GetRequiredKeyedService<TokenSources>(key);
                handlers.AdditionalHandlers.Add(new Psd2TokenHandler(scopes, tokens, endpoints.Origins));
            }));
    }

    public static void AddToTokenClient(IHttpClientBuilder client)
    {
        Secure(client);
        client.Services.PostConfigure<HttpClientFactoryOptions>(client.Name, options =>
            options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.AdditionalHandlers.Add(new TokenSendCounter())));
    }

    // Keeps what the client sends from other addresses and from logs.
    private static void Secure(IHttpClientBuilder client) =>
        client.Services.PostConfigure<HttpClientFactoryOptions>(client.Name, options =>
        {
            options.HttpMessageHandlerBuilderActions.Add(handlers => Redirects.Disable(handlers.PrimaryHandler, client.Name));
            RedactAuthorization(options);
        });

    // IHttpClientFactory logs headers at Trace level. It redacts all of them by default, but not where the user names which.
    private static void RedactAuthorization(HttpClientFactoryOptions options)
    {
        var redact = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = header => header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || redact(header);
    }
}
