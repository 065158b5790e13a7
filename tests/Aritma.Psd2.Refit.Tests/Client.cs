using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>Registers clients the way generated code and the run time do.</summary>
internal static class Client
{
    public const string Address = "https://api.test/v1/";

    /// <summary>A client of its own container, with the primary handler in place of the network.</summary>
    public static T Over<T>(HttpMessageHandler primary, RefitSettings? settings = null, string address = Address)
        where T : class
    {
        var services = new ServiceCollection();
        services.AddClient<T>(settings).At(address).Over(primary);
        return services.Resolve<T>();
    }

    public static IHttpClientBuilder AddClient<T>(this IServiceCollection services, RefitSettings? settings = null)
        where T : class =>
        services.AddRefitGeneratedClient<T>(_ => settings, "client").At(Address);

    public static IHttpClientBuilder At(this IHttpClientBuilder client, string address) =>
        client.ConfigureHttpClient(http => http.BaseAddress = new Uri(address));

    public static IHttpClientBuilder Over(this IHttpClientBuilder client, HttpMessageHandler primary) =>
        client.ConfigurePrimaryHttpMessageHandler(() => primary);

    /// <summary>Configures the handlers last of all, whatever is configured later.</summary>
    public static IHttpClientBuilder ConfigureHandlersLast(this IHttpClientBuilder client, Action<HttpMessageHandlerBuilder> configure)
    {
        client.Services.PostConfigure<HttpClientFactoryOptions>(
            client.Name, options => options.HttpMessageHandlerBuilderActions.Add(configure));
        return client;
    }

    /// <summary>Adds a handler where the token handler goes.</summary>
    public static IHttpClientBuilder AddOurs(this IHttpClientBuilder client, DelegatingHandler ours) =>
        client.ConfigureHandlersLast(handlers => handlers.AdditionalHandlers.Add(ours));

    public static T Resolve<T>(this IServiceCollection services)
        where T : class =>
        services.BuildServiceProvider().GetRequiredService<T>();
}
