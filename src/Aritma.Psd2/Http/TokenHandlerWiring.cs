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
        AddInnermost(client, handlers =>
        {
            RefuseOtherTokens(handlers);
            return new Psd2TokenHandler(scopes, handlers.Services.GetRequiredKeyedService<TokenSources>(registrationKey));
        });
    }

    public static void AddToTokenClient(IHttpClientBuilder client) =>
        AddInnermost(client, handlers => new TokenSendHandler(handlers.Services.GetRequiredService<TimeProvider>()));

    // After everything that the application configures, so that retries and other handlers see neither token nor renewal.
    private static void AddInnermost(IHttpClientBuilder client, Func<HttpMessageHandlerBuilder, DelegatingHandler> create) =>
        client.Services.PostConfigure<HttpClientFactoryOptions>(client.Name, options =>
        {
            Action<HttpMessageHandlerBuilder>[] actions = [.. options.HttpMessageHandlerBuilderActions];
            options.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                PrimaryHandlers.Secure(handlers, actions);
                handlers.AdditionalHandlers.Add(create(handlers));
            });
            RedactAuthorization(options);
        });

    // By their names: nothing here uses a type of Refit's.
    private static void RefuseOtherTokens(HttpMessageHandlerBuilder handlers)
    {
        var source = PrimaryHandlers.Chain(handlers.PrimaryHandler)
            .Concat(handlers.AdditionalHandlers)
            .Select(handler => handler.GetType().FullName switch
            {
                "Refit.AuthenticatedHttpClientHandler" => "The AuthorizationHeaderValueGetter of its RefitSettings",
                "Refit.ScopedAuthorizationHeaderHandler" => "AddAuthorizationHeaderValueProvider",
                _ => null,
            })
            .FirstOrDefault(name => name is not null);
        if (source is not null)
        {
            throw new InvalidOperationException(
                $"{source} would take the place of the access token of the PSD2 client '{handlers.Name}'. Remove it from this client.");
        }
    }

    // IHttpClientFactory logs headers at Trace level. It redacts all of them by default, but not where the application names which.
    private static void RedactAuthorization(HttpClientFactoryOptions options)
    {
        var redact = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = header => header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || redact(header);
    }
}
