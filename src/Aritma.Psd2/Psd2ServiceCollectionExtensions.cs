using Aritma.Psd2;
using Aritma.Psd2.Http;
using Aritma.Psd2.Sharing;
using Aritma.Psd2.Telemetry;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers credentials for Aritma's PSD2 API. The generated <c>AddPsd2Clients</c> calls these methods and adds the clients.
/// </summary>
public static class Psd2ServiceCollectionExtensions
{
    /// <summary>Registers the default credentials from configuration.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds <see cref="Psd2Options"/>, such as <c>Aritma:Psd2</c>. Its changes are taken up while the application runs.
    /// </param>
    /// <returns>A builder to add clients to.</returns>
    /// <remarks>Options that are not valid make the host's start throw an <see cref="OptionsValidationException"/>.</remarks>
    public static Psd2Builder AddPsd2(this IServiceCollection services, IConfiguration configuration) =>
        Add(services, null, configuration);

    /// <summary>Registers the default credentials from code.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options.</param>
    /// <inheritdoc cref="AddPsd2(IServiceCollection, IConfiguration)" path="/*[self::returns or self::remarks]"/>
    public static Psd2Builder AddPsd2(this IServiceCollection services, Action<Psd2Options> configure) =>
        Add(services, null, configure);

    /// <summary>
    /// Registers named credentials, a tenant's for instance, from configuration. Their clients are services keyed by the name.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name, and the service key of its clients and of its <see cref="IPsd2TokenProvider"/>.</param>
    /// <param name="configuration">
    /// The section that holds <see cref="Psd2Options"/>. Its changes are taken up while the application runs.
    /// </param>
    /// <inheritdoc cref="AddPsd2(IServiceCollection, IConfiguration)" path="/*[self::returns or self::remarks]"/>
    public static Psd2Builder AddPsd2(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, configuration);
    }

    /// <summary>Registers named credentials, a tenant's for instance, from code. Their clients are services keyed by the name.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name, and the service key of its clients and of its <see cref="IPsd2TokenProvider"/>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <inheritdoc cref="AddPsd2(IServiceCollection, IConfiguration)" path="/*[self::returns or self::remarks]"/>
    public static Psd2Builder AddPsd2(this IServiceCollection services, string name, Action<Psd2Options> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, configure);
    }

    private static Psd2Builder Add(IServiceCollection services, string? name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = GetOrAddBuilder(services, name);
        builder.BindTo(configuration);
        return builder;
    }

    private static Psd2Builder Add(IServiceCollection services, string? name, Action<Psd2Options> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = GetOrAddBuilder(services, name);
        services.AddOptions<Psd2Options>(builder.Key).Configure(configure);
        return builder;
    }

    // One builder for each name, so that a library and the app that uses it add clients to the same credentials.
    private static Psd2Builder GetOrAddBuilder(IServiceCollection services, string? name)
    {
        var created = new Psd2Builder(services, name);
        var existing = services.FirstOrDefault(service =>
            service.IsKeyedService && service.ServiceType == typeof(Psd2Builder) && Equals(service.ServiceKey, created.Key));
        if (existing is not null)
        {
            return (Psd2Builder)existing.KeyedImplementationInstance!;
        }

        services.AddKeyedSingleton(created.Key, created);
        services.AddSingleton<IValidateOptions<Psd2Options>>(new Psd2OptionsValidator(created));
        AddTokens(services, created);
        return created;
    }

    private static void AddTokens(IServiceCollection services, Psd2Builder registration)
    {
        var (key, name, tokenClientName) = (registration.Key, registration.Name, registration.TokenClientName);
        TokenHandlerWiring.AddToTokenClient(services.AddHttpClient(tokenClientName));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenTelemetry>();

        // Not Psd2Options itself: that would create an IOptionsMonitor of it, which throws where a reload brings invalid ones.
        services.AddOptionsWithValidateOnStart<StartupCheck>(key)
            .Configure<IServiceProvider>((_, provider) => provider.GetRequiredKeyedService<TokenRequestSettingsMonitor>(key));
        services.AddKeyedSingleton(key, (provider, _) => new TokenRequestSettingsMonitor(
            registration,
            provider.GetRequiredService<IOptionsFactory<Psd2Options>>(),
            provider.GetServices<IOptionsChangeTokenSource<Psd2Options>>(),
            provider.GetRequiredService<ILogger<TokenRequestSettingsMonitor>>()));
        services.AddKeyedSingleton(key, (provider, _) => CreateSources(provider));

        if (name is null)
        {
            services.AddSingleton<IPsd2TokenProvider>(Tokens);
        }
        else
        {
            services.AddKeyedSingleton<IPsd2TokenProvider>(name, (provider, _) => Tokens(provider));
        }

        TokenSources Tokens(IServiceProvider provider) => provider.GetRequiredKeyedService<TokenSources>(key);

        TokenSources CreateSources(IServiceProvider provider)
        {
            var settings = provider.GetRequiredKeyedService<TokenRequestSettingsMonitor>(key);
            var telemetry = provider.GetRequiredService<TokenTelemetry>();
            var time = provider.GetRequiredService<TimeProvider>();
            var endpoint = new TokenEndpointClient(
                tokenClientName,
                provider.GetRequiredService<IHttpClientFactory>(),
                telemetry,
                time,
                provider.GetRequiredService<ILogger<TokenEndpointClient>>());
            var fetcher = new TokenFetcher(
                name,
                settings,
                endpoint,
                provider.GetKeyedService<IPsd2ClientCredentialsProvider>(key),
                provider.GetKeyedService<DistributedTokens>(key),
                time,
                provider.GetRequiredService<ILogger<TokenFetcher>>());
            return new TokenSources(
                name, settings, fetcher, telemetry, time, provider.GetRequiredService<ILogger<TokenSource>>());
        }
    }

    /// <summary>Its options, when the host starts, are those of a registration: read, and thereby validated.</summary>
    private sealed class StartupCheck;
}
