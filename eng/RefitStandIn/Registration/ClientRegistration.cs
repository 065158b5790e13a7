using Microsoft.Extensions.DependencyInjection;

namespace Refit;

/// <summary>What one registration adds to the services: settings, a named HttpClient and the transient client on it.</summary>
internal static class ClientRegistration
{
    /// <summary>What Refit does since 14 unless its reflection package is referenced.</summary>
    public static T RefuseReflection<T>(HttpClient client, RefitSettings settings)
        where T : class =>
        throw new NotSupportedException(
            $"{typeof(T)} needs the reflection request builder of the package Refit.Reflection, which is not installed. " +
            "Register it with AddRefitGeneratedClient.");

    public static IHttpClientBuilder Add<T>(
        IServiceCollection services, Func<IServiceProvider, RefitSettings?>? settings, string? httpClientName,
        Func<HttpClient, RefitSettings, T> createClient)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => new SettingsFor<T>(settings?.Invoke(provider)));
        return services.AddHttpClient(httpClientName ?? NameOf<T>())
            .ConfigurePrimaryHttpMessageHandler(provider => CreatePrimaryHandler(provider.GetRequiredService<SettingsFor<T>>()))
            .AddTypedClient((client, provider) => createClient(client, Accept(provider.GetRequiredService<SettingsFor<T>>())));
    }

    public static IHttpClientBuilder AddKeyed<T>(
        IServiceCollection services, object? serviceKey, Func<IServiceProvider, RefitSettings?>? settings, string? httpClientName,
        Func<HttpClient, RefitSettings, T> createClient)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceKey);
        var name = httpClientName ?? $"{NameOf<T>()}, key {serviceKey}";
        services.AddKeyedSingleton(serviceKey, (provider, _) => new SettingsFor<T>(settings?.Invoke(provider)));
        services.AddKeyedTransient(serviceKey, (provider, key) => createClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(name),
            Accept(provider.GetRequiredKeyedService<SettingsFor<T>>(key))));
        return services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(provider =>
                CreatePrimaryHandler(provider.GetRequiredKeyedService<SettingsFor<T>>(serviceKey)));
    }

    private static string NameOf<T>() => $"Refit client {typeof(T)}";

    // Always set, as Refit does since 14: it wins over a primary handler from ConfigureHttpClientDefaults.
    private static HttpMessageHandler CreatePrimaryHandler<T>(SettingsFor<T> settings)
        where T : class =>
        settings.Settings?.HttpMessageHandlerFactory?.Invoke() ?? new HttpClientHandler();

    private static RefitSettings Accept<T>(SettingsFor<T> settings)
        where T : class =>
        settings.Settings is { AuthorizationHeaderValueGetter: not null }
            ? throw Unsupported.Because($"The settings of {typeof(T)} hold an AuthorizationHeaderValueGetter.")
            : settings.Settings ?? new RefitSettings();
}
