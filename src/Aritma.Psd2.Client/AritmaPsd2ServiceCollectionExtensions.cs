using Aritma.Psd2;
using Aritma.Psd2.Client;
using Aritma.Psd2.Client.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Refit;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers the clients of Aritma's PSD2 API: <see cref="IBanksApi"/>, <see cref="IConsentsApi"/>, <see cref="IAccountsApi"/> and
/// <see cref="ConsentFlow"/>.
/// </summary>
public static class AritmaPsd2ServiceCollectionExtensions
{
    /// <summary>Registers the clients with the default credentials, from configuration.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds <see cref="Psd2Options"/>, such as <c>Aritma:Psd2</c>. Its changes apply while the application runs.
    /// </param>
    /// <param name="configureClient">Sets how the API is called.</param>
    /// <returns>The registration, to configure and to add clients of your own to.</returns>
    /// <remarks>Options that are not valid make the host's start throw an <see cref="OptionsValidationException"/>.</remarks>
    public static Psd2Builder AddAritmaPsd2(
        this IServiceCollection services, IConfiguration configuration, Action<AritmaPsd2ClientOptions>? configureClient = null) =>
        Add(services.AddPsd2(configuration), configureClient);

    /// <summary>Registers the clients with the default credentials, from code.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the addresses and the credentials.</param>
    /// <param name="configureClient">Sets how the API is called.</param>
    /// <inheritdoc
    /// cref="AddAritmaPsd2(IServiceCollection, IConfiguration, Action{AritmaPsd2ClientOptions})"
    /// path="/*[self::returns or self::remarks]"/>
    public static Psd2Builder AddAritmaPsd2(
        this IServiceCollection services, Action<Psd2Options> configure, Action<AritmaPsd2ClientOptions>? configureClient = null) =>
        Add(services.AddPsd2(configure), configureClient);

    /// <summary>Registers the clients with named credentials, a tenant's for instance, from configuration.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name of the credentials, and the service key of their clients.</param>
    /// <param name="configuration">
    /// The section that holds <see cref="Psd2Options"/>. Its changes apply while the application runs.
    /// </param>
    /// <param name="configureClient">Sets how the API is called.</param>
    /// <inheritdoc
    /// cref="AddAritmaPsd2(IServiceCollection, IConfiguration, Action{AritmaPsd2ClientOptions})"
    /// path="/*[self::returns or self::remarks]"/>
    public static Psd2Builder AddAritmaPsd2(
        this IServiceCollection services,
        string name,
        IConfiguration configuration,
        Action<AritmaPsd2ClientOptions>? configureClient = null) =>
        Add(services.AddPsd2(name, configuration), configureClient);

    /// <summary>Registers the clients with named credentials, a tenant's for instance, from code.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name of the credentials, and the service key of their clients.</param>
    /// <param name="configure">Sets the addresses and the credentials.</param>
    /// <param name="configureClient">Sets how the API is called.</param>
    /// <inheritdoc
    /// cref="AddAritmaPsd2(IServiceCollection, IConfiguration, Action{AritmaPsd2ClientOptions})"
    /// path="/*[self::returns or self::remarks]"/>
    public static Psd2Builder AddAritmaPsd2(
        this IServiceCollection services,
        string name,
        Action<Psd2Options> configure,
        Action<AritmaPsd2ClientOptions>? configureClient = null) =>
        Add(services.AddPsd2(name, configure), configureClient);

    private static Psd2Builder Add(Psd2Builder builder, Action<AritmaPsd2ClientOptions>? configureClient)
    {
        var options = new AritmaPsd2ClientOptions();
        configureClient?.Invoke(options);
        if (options.RequestAllScopes)
        {
            builder.OverrideScopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead);
        }

        AddConsentFlow(builder);
        return builder
            .AddAccountsApi(Settings, Configure)
            .AddBanksApi(Settings, Configure)
            .AddConsentsApi(Settings, Configure);

        static RefitSettings Settings(IServiceProvider services) => ClientSettings.Create(services.GetRequiredService<TimeProvider>());

        void Configure(IHttpClientBuilder client)
        {
            client.AddHttpMessageHandler(() => new ApiHandler());
            client.ConfigureHttpClient(http => http.SetApiVersion(options.ApiVersion));
        }
    }

    private static void AddConsentFlow(Psd2Builder builder)
    {
        if (builder.Name is { } name)
        {
            builder.Services.TryAddKeyedTransient(name, (services, key) =>
                new ConsentFlow(services.GetRequiredKeyedService<IConsentsApi>(key), services.GetRequiredService<TimeProvider>()));
        }
        else
        {
            builder.Services.TryAddTransient(services =>
                new ConsentFlow(services.GetRequiredService<IConsentsApi>(), services.GetRequiredService<TimeProvider>()));
        }
    }
}
