using Aritma.Psd2;
using Aritma.Psd2.Client;
using Aritma.Psd2.Client.Http;
using Microsoft.Extensions.Configuration;
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
    /// <remarks>
    /// Options that are not valid make the host's start throw an <see cref="OptionsValidationException"/>. A resilience handler around
    /// these clients, Aspire's defaults too, must leave POST alone (<c>options.Retry.DisableForUnsafeHttpMethods()</c>): Aritma answers a
    /// refused request with the same refusal again.
    /// </remarks>
    /// <exception cref="ArgumentException">The version of the API can't be a header.</exception>
    /// <exception cref="InvalidOperationException">The clients were added already, with other scopes.</exception>
    public static Psd2Builder AddAritmaPsd2(
        this IServiceCollection services, IConfiguration configuration, Action<AritmaPsd2ClientOptions>? configureClient = null) =>
        Add(services.AddPsd2(configuration), configureClient);

    /// <summary>Registers the clients with the default credentials, from code.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the addresses and the credentials.</param>
    /// <param name="configureClient">Sets how the API is called.</param>
    /// <inheritdoc
    /// cref="AddAritmaPsd2(IServiceCollection, IConfiguration, Action{AritmaPsd2ClientOptions})"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
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
    /// path="/*[self::returns or self::remarks or self::exception]"/>
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
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    public static Psd2Builder AddAritmaPsd2(
        this IServiceCollection services,
        string name,
        Action<Psd2Options> configure,
        Action<AritmaPsd2ClientOptions>? configureClient = null) =>
        Add(services.AddPsd2(name, configure), configureClient);

    private static Psd2Builder Add(Psd2Builder builder, Action<AritmaPsd2ClientOptions>? configureClient)
    {
        var known = Find(builder);
        var options = known ?? new AritmaPsd2ClientOptions();
        configureClient?.Invoke(options);
        options.Validate();
        if (known is null)
        {
            AddServices(builder, options);
        }

        if (options.RequestAllScopes)
        {
            builder.OverrideScopes([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead], AddClients);
        }
        else
        {
            AddClients(builder);
        }

        return builder;

        void AddClients(Psd2Builder clients) => clients
            .AddAccountsApi(Settings, Configure)
            .AddBanksApi(Settings, Configure)
            .AddConsentsApi(Settings, Configure);

        static RefitSettings Settings(IServiceProvider services) => ClientSettings.Create(services.GetRequiredService<TimeProvider>());

        void Configure(IHttpClientBuilder client)
        {
            // Each client has its handler, however often the clients are added.
            if (known is null)
            {
                client.AddHttpMessageHandler(services => new ApiHandler(services.GetRequiredService<TimeProvider>()));
                client.ConfigureHttpClient(http =>
                {
                    if (options.ApiVersion is { } version)
                    {
                        http.DefaultRequestHeaders.Add("api-version", version);
                    }
                });
            }
        }
    }

    /// <summary>The options of clients that were added to the registration before.</summary>
    private static AritmaPsd2ClientOptions? Find(Psd2Builder builder)
    {
        var service = builder.Services.FirstOrDefault(service =>
            service.ServiceType == typeof(AritmaPsd2ClientOptions) && Equals(service.ServiceKey, builder.Name));
        return (AritmaPsd2ClientOptions?)(service is { IsKeyedService: true }
            ? service.KeyedImplementationInstance
            : service?.ImplementationInstance);
    }

    /// <summary>A name that is null is no key: the services of the default credentials aren't keyed.</summary>
    private static void AddServices(Psd2Builder builder, AritmaPsd2ClientOptions options)
    {
        builder.Services.AddKeyedSingleton(builder.Name, options);
        builder.Services.AddKeyedTransient(builder.Name, (services, name) =>
            new ConsentFlow(services.GetRequiredKeyedService<IConsentsApi>(name), services.GetRequiredService<TimeProvider>()));
    }
}
