using Aritma.Psd2.Configuration;
using Aritma.Psd2.Http;
using Aritma.Psd2.Sharing;
using Aritma.Psd2.Telemetry;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2;

/// <summary>The services behind one registration.</summary>
internal static class RegistrationServices
{
    public static void Add(Psd2Builder registration)
    {
        var (services, key) = (registration.Services, registration.Key);
        TokenHandlerWiring.AddToTokenClient(services.AddHttpClient(registration.TokenClientName));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenTelemetry>();
        services.TryAddSingleton<IPsd2Registrations, RegistrationOverview>();
        services.AddSingleton<IValidateOptions<Psd2Options>>(provider =>
            new OptionsValidator(registration, provider.GetService<IServiceProviderIsService>()));

        // Not Psd2Options itself: that would create an IOptionsMonitor of it, which throws where a reload brings invalid ones.
        services.AddOptionsWithValidateOnStart<StartupCheck>(key)
            .Configure<IServiceProvider>((_, provider) => provider.GetRequiredKeyedService<TokenSources>(key));
        services.AddKeyedSingleton(key, (provider, _) => CreateSources(registration, provider));
        // A name that is null is no key: the provider of the default credentials isn't keyed.
        services.AddKeyedSingleton<IPsd2TokenProvider>(
            registration.Name, (provider, _) => provider.GetRequiredKeyedService<TokenSources>(key));
    }

    private static TokenSources CreateSources(Psd2Builder registration, IServiceProvider provider)
    {
        var telemetry = provider.GetRequiredService<TokenTelemetry>();
        var time = provider.GetRequiredService<TimeProvider>();
        var settings = new SettingsMonitor(
            registration,
            provider.GetRequiredService<IOptionsFactory<Psd2Options>>(),
            provider.GetServices<IOptionsChangeTokenSource<Psd2Options>>(),
            provider.GetRequiredService<ILogger<SettingsMonitor>>());
        var endpoint = new TokenEndpointClient(
            registration.TokenClientName,
            provider.GetRequiredService<IHttpClientFactory>(),
            telemetry,
            time,
            provider.GetRequiredService<ILogger<TokenEndpointClient>>());
        var acquirer = new TokenAcquirer(
            settings,
            endpoint,
            registration.HasCredentialsProvider ? new ProvidedCredentials(registration, provider) : null,
            registration.SharesTokens ? DistributedTokens.Create(registration, provider, () => settings.Current.Timeout) : null,
            time,
            provider.GetRequiredService<ILogger<TokenAcquirer>>());
        var sources = new TokenSources(
            registration, settings, acquirer, telemetry, time, provider.GetRequiredService<ILogger<TokenSource>>());

        // Before anything that a token request may use is disposed.
        provider.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(sources.Dispose);
        return sources;
    }

    /// <summary>Its options, when the host starts, create the services of a registration, which reads and validates its options.</summary>
    private sealed class StartupCheck;
}
