using Aritma.Psd2;
using Microsoft.Extensions.Configuration;
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
    /// The section that holds <see cref="Psd2Options"/>, such as <c>Aritma:Psd2</c>. Its changes apply while the application runs.
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
    /// Registers named credentials, a tenant's for instance, from configuration. Their clients are services keyed by the name. Names are
    /// fixed when the host is built: a tenant that is new needs a restart.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name, and the service key of its clients and of its <see cref="IPsd2TokenProvider"/>.</param>
    /// <param name="configuration">
    /// The section that holds <see cref="Psd2Options"/>. Its changes apply while the application runs.
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
        var builder = Registrations.Of(services).GetOrAdd(name);
        builder.HasOptions = true;
        builder.BindTo(configuration);
        return builder;
    }

    private static Psd2Builder Add(IServiceCollection services, string? name, Action<Psd2Options> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Registrations.Of(services).GetOrAdd(name);
        builder.HasOptions = true;
        services.AddOptions<Psd2Options>(builder.Key).Configure(configure);
        return builder;
    }
}
