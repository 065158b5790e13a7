using Aritma.Psd2;
using Aritma.Psd2.Health;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reports the tokens of PSD2 clients to the application's health checks.</summary>
public static class Psd2HealthCheckExtensions
{
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

    private sealed record AddedHealthCheck(string Registration, string Name);
}
