using Microsoft.Extensions.DependencyInjection;

namespace Refit;

/// <summary>The generic registrations of Refit 15, the shorter forms on top of the longest.</summary>
public static class HttpClientFactoryExtensions
{
    extension(IServiceCollection services)
    {
        public IHttpClientBuilder AddRefitClient<T>()
            where T : class =>
            services.AddRefitClient<T>(static _ => null, httpClientName: null);

        public IHttpClientBuilder AddRefitClient<T>(RefitSettings? settings)
            where T : class =>
            services.AddRefitClient<T>(_ => settings, httpClientName: null);

        public IHttpClientBuilder AddRefitClient<T>(RefitSettings? settings, string? httpClientName)
            where T : class =>
            services.AddRefitClient<T>(_ => settings, httpClientName: httpClientName);

        public IHttpClientBuilder AddRefitClient<T>(Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddRefitClient<T>(settingsAction, httpClientName: null);

        public IHttpClientBuilder AddRefitClient<T>(Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
            where T : class =>
            ClientRegistration.Add(services, settingsAction, httpClientName, ClientRegistration.RefuseReflection<T>);

        public IHttpClientBuilder AddKeyedRefitClient<T>(object? serviceKey)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, static _ => null, httpClientName: null);

        public IHttpClientBuilder AddKeyedRefitClient<T>(object? serviceKey, RefitSettings? settings)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, _ => settings, httpClientName: null);

        public IHttpClientBuilder AddKeyedRefitClient<T>(object? serviceKey, RefitSettings? settings, string? httpClientName)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, _ => settings, httpClientName: httpClientName);

        public IHttpClientBuilder AddKeyedRefitClient<T>(object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, settingsAction, httpClientName: null);

        public IHttpClientBuilder AddKeyedRefitClient<T>(object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
            where T : class =>
            ClientRegistration.AddKeyed(services, serviceKey, settingsAction, httpClientName, ClientRegistration.RefuseReflection<T>);

        public IHttpClientBuilder AddRefitGeneratedClient<T>()
            where T : class =>
            services.AddRefitGeneratedClient<T>(static _ => null, httpClientName: null);

        public IHttpClientBuilder AddRefitGeneratedClient<T>(RefitSettings? settings)
            where T : class =>
            services.AddRefitGeneratedClient<T>(_ => settings, httpClientName: null);

        public IHttpClientBuilder AddRefitGeneratedClient<T>(RefitSettings? settings, string? httpClientName)
            where T : class =>
            services.AddRefitGeneratedClient<T>(_ => settings, httpClientName: httpClientName);

        public IHttpClientBuilder AddRefitGeneratedClient<T>(Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddRefitGeneratedClient<T>(settingsAction, httpClientName: null);

        public IHttpClientBuilder AddRefitGeneratedClient<T>(Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
            where T : class =>
            ClientRegistration.Add(services, settingsAction, httpClientName, RefitProxy.Create<T>);

        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(object? serviceKey)
            where T : class =>
            services.AddKeyedRefitGeneratedClient<T>(serviceKey, static _ => null, httpClientName: null);

        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(object? serviceKey, RefitSettings? settings)
            where T : class =>
            services.AddKeyedRefitGeneratedClient<T>(serviceKey, _ => settings, httpClientName: null);

        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(object? serviceKey, RefitSettings? settings, string? httpClientName)
            where T : class =>
            services.AddKeyedRefitGeneratedClient<T>(serviceKey, _ => settings, httpClientName: httpClientName);

        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddKeyedRefitGeneratedClient<T>(serviceKey, settingsAction, httpClientName: null);

        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
            where T : class =>
            ClientRegistration.AddKeyed(services, serviceKey, settingsAction, httpClientName, RefitProxy.Create<T>);
    }
}
