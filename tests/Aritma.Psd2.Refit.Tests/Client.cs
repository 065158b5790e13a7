using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

internal static class Client
{
    public const string Address = "https://api.test/v1";

    /// <summary>A client of its own container, with the primary handler in place of the network.</summary>
    public static T Over<T>(HttpMessageHandler primary, string address = Address, RefitSettings? settings = null)
        where T : class
    {
        var services = new ServiceCollection();
        services.AddRefitGeneratedClient<T>(_ => settings).At(address).Over(primary);
        return services.Resolve<T>();
    }

    public static IHttpClientBuilder At(this IHttpClientBuilder builder, string address) =>
        builder.ConfigureHttpClient(client => client.BaseAddress = new Uri(address));

    public static IHttpClientBuilder Over(this IHttpClientBuilder builder, HttpMessageHandler primary) =>
        builder.ConfigurePrimaryHttpMessageHandler(() => primary);

    public static T Resolve<T>(this IServiceCollection services)
        where T : class =>
        services.BuildServiceProvider().GetRequiredService<T>();
}
