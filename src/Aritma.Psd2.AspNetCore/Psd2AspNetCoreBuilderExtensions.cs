using Aritma.Psd2;
using Aritma.Psd2.Health;
using Aritma.Psd2.Sharing;
using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a web application adds to its PSD2 clients: tokens shared by its nodes, and a health check.</summary>
public static class Psd2AspNetCoreBuilderExtensions
{
    /// <summary>
    /// Shares the tokens of this registration between the nodes of the application, through the <see cref="IDistributedCache"/> that
    /// is registered (Redis, SQL Server, …), so that nodes which need a token at the same time cost one token request rather than one
    /// each.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <remarks>
    /// <para>
    /// Tokens are protected with Data Protection. All nodes need the same key ring (<c>PersistKeysTo…</c>) and the same application
    /// name (<see cref="DataProtectionBuilderExtensions.SetApplicationName"/>). Where they differ, a node can't read what another one
    /// has shared: it logs a warning once, and asks for tokens of its own.
    /// </para>
    /// <para>
    /// A cache that is down, slow or emptied costs the sharing only: no call fails, and a warning is logged once until it works again.
    /// Each operation may take a second, or a tenth of <see cref="Psd2Options.TokenRequestTimeout"/> if that is less. A node waits up
    /// to a third of that time-out for the token that another node is asking for. The node that asks does so 0.1 s later than it would
    /// without sharing.
    /// </para>
    /// </remarks>
    /// <exception cref="OptionsValidationException">At the start of the host: no <see cref="IDistributedCache"/> is registered.</exception>
    public static Psd2Builder AddDistributedTokenCache(this Psd2Builder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service =>
            service.IsKeyedService && service.ServiceType == typeof(ISharedTokens) && Equals(service.ServiceKey, builder.Key)))
        {
            return builder;
        }

        builder.Services.AddDataProtection();
        builder.Services.AddSingleton<IValidateOptions<Psd2Options>>(services => new ValidateOptions<Psd2Options>(
            builder.Key,
            _ => services.GetService<IServiceProviderIsService>()?.IsService(typeof(IDistributedCache)) ?? true,
            $"{nameof(AddDistributedTokenCache)} of {builder} needs an {nameof(IDistributedCache)}, and none is registered. "
                + "Register one that all nodes share, with AddStackExchangeRedisCache for instance."));
        builder.Services.AddKeyedSingleton<ISharedTokens>(builder.Key, (services, _) => Create(builder, services));
        return builder;
    }

    /// <summary>
    /// Adds a health check of the tokens of this registration's clients. It is healthy while each token is valid, is
    /// being requested, or isn't needed yet, degraded while a token is still valid but can't be refreshed, and else of the
    /// <paramref name="failureStatus"/>. Description and data tell of each scope set until when its token is valid, since when it
    /// fails, and why; they hold no token and no secret.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <param name="name">The check's name; by default <c>aritma-psd2</c>, and <c>aritma-psd2@{name}</c> of a named registration.</param>
    /// <param name="failureStatus">What it reports when a token can't be had; by default <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <param name="timeout">How long the check may take; by default, as long as it needs.</param>
    /// <remarks>
    /// A check fetches one token at most, of the first client that has none, and none during the pause after a failure: it proves the
    /// credentials, and puts no load on a token endpoint that works. While the endpoint fails, that fetch is up to 5 requests, and takes as
    /// long as <see cref="Psd2Options.TokenRequestTimeout"/>: choose a <paramref name="timeout"/> below that of the probe. Of
    /// several calls with one name, the first one counts.
    /// </remarks>
    public static Psd2Builder AddHealthCheck(
        this Psd2Builder builder,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        name ??= builder.Name is null ? "aritma-psd2" : $"aritma-psd2@{builder.Name}";

        // The platform refuses names that differ in letter case only.
        var added = new AddedHealthCheck(builder.Key, name.ToUpperInvariant());
        if (builder.Services.Any(service => !service.IsKeyedService && added.Equals(service.ImplementationInstance)))
        {
            return builder;
        }

        builder.Services.AddSingleton(added);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            services => new TokenHealthCheck(builder.ScopeSets, services.GetRequiredKeyedService<TokenSources>(builder.Key)),
            failureStatus,
            tags,
            timeout));
        return builder;
    }

    private static DistributedTokens Create(Psd2Builder builder, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var settings = services.GetRequiredKeyedService<TokenRequestSettingsMonitor>(builder.Key);
        var limits = new SharingLimits(() => settings.Current.Timeout);
        return new DistributedTokens(
            new TokenEntries(
                Later(services.GetRequiredService<IDistributedCache>),
                Later(() => new SharedTokenProtector(services.GetRequiredService<IDataProtectionProvider>(), time)),
                limits,
                time),
            new SharingProblems(builder, services.GetRequiredService<ILogger<DistributedTokens>>()),
            limits,
            time);
    }

    // What can't be constructed costs the sharing only, and is tried again with the next operation.
    private static Lazy<T> Later<T>(Func<T> create) => new(create, LazyThreadSafetyMode.PublicationOnly);

    private sealed record AddedHealthCheck(string Registration, string Name);
}
