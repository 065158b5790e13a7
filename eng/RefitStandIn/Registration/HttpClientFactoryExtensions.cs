using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Refit;

/// <summary>
/// The generic registrations of Refit 15, the shorter forms on top of the longest.
/// As there, an argument that is just null means no delegate rather than no settings.
/// </summary>
public static class HttpClientFactoryExtensions
{
    private const string NeedsReflection = "Reads the client's methods by reflection.";

    private const DynamicallyAccessedMemberTypes Reflected =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods |
        DynamicallyAccessedMemberTypes.Interfaces;

    extension(IServiceCollection services)
    {
        [RequiresUnreferencedCode(NeedsReflection)]
        public IHttpClientBuilder AddRefitClient<[DynamicallyAccessedMembers(Reflected)] T>()
            where T : class =>
            services.AddRefitClient<T>(static _ => null, httpClientName: null);

        [RequiresUnreferencedCode(NeedsReflection)]
        public IHttpClientBuilder AddRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(RefitSettings? settings)
            where T : class =>
            services.AddRefitClient<T>(_ => settings, httpClientName: null);

        [RequiresUnreferencedCode(NeedsReflection)]
        public IHttpClientBuilder AddRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(RefitSettings? settings, string? httpClientName)
            where T : class =>
            services.AddRefitClient<T>(_ => settings, httpClientName);

        [RequiresUnreferencedCode(NeedsReflection)]
        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(
            Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddRefitClient<T>(settingsAction, httpClientName: null);

        [RequiresUnreferencedCode(NeedsReflection)]
        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(
            Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
            where T : class =>
            ClientRegistration.Add(services, settingsAction, httpClientName, ClientRegistration.RefuseReflection<T>);

        [RequiresUnreferencedCode(NeedsReflection)]
        public IHttpClientBuilder AddKeyedRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(object? serviceKey)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, static _ => null, httpClientName: null);

        [RequiresUnreferencedCode(NeedsReflection)]
        public IHttpClientBuilder AddKeyedRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(
            object? serviceKey, RefitSettings? settings)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, _ => settings, httpClientName: null);

        [RequiresUnreferencedCode(NeedsReflection)]
        public IHttpClientBuilder AddKeyedRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(
            object? serviceKey, RefitSettings? settings, string? httpClientName)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, _ => settings, httpClientName);

        [RequiresUnreferencedCode(NeedsReflection)]
        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddKeyedRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(
            object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddKeyedRefitClient<T>(serviceKey, settingsAction, httpClientName: null);

        [RequiresUnreferencedCode(NeedsReflection)]
        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddKeyedRefitClient<[DynamicallyAccessedMembers(Reflected)] T>(
            object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
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
            services.AddRefitGeneratedClient<T>(_ => settings, httpClientName);

        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddRefitGeneratedClient<T>(Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddRefitGeneratedClient<T>(settingsAction, httpClientName: null);

        [OverloadResolutionPriority(1)]
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
            services.AddKeyedRefitGeneratedClient<T>(serviceKey, _ => settings, httpClientName);

        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(
            object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction)
            where T : class =>
            services.AddKeyedRefitGeneratedClient<T>(serviceKey, settingsAction, httpClientName: null);

        [OverloadResolutionPriority(1)]
        public IHttpClientBuilder AddKeyedRefitGeneratedClient<T>(
            object? serviceKey, Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName)
            where T : class =>
            ClientRegistration.AddKeyed(services, serviceKey, settingsAction, httpClientName, RefitProxy.Create<T>);
    }
}
