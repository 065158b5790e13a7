using Aritma.Psd2;
using Aritma.Psd2.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reports the tokens of PSD2 clients to the application's health checks.</summary>
public static class Psd2HealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of the tokens of the PSD2 clients. It is healthy while each token is valid, is being requested, or isn't needed,
    /// degraded while a token is still valid but can't be refreshed, and else of the <paramref name="failureStatus"/>: a token can't be
    /// obtained, or the API rejects it as soon as it is issued. Description and data tell of each scope set until when its token is valid,
    /// since when it fails, and why; they hold no token and no secret.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name; by default <c>aritma-psd2</c>.</param>
    /// <param name="failureStatus">What it reports when calls fail; by default <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <param name="timeout">How long the check may take; by default, as long as it needs.</param>
    /// <param name="registration">The name of the one registration to report; null reports all of them, "" the default one.</param>
    /// <remarks>
    /// A check requests one token at most, of the first client that has never had one or whose last request failed, and none during the
    /// pause after a failure: it proves the credentials, and costs a token endpoint that works one request for each scope set. Where the
    /// endpoint hangs, that takes as long as <see cref="Psd2Options.TokenRequestTimeout"/>: choose a <paramref name="timeout"/> below
    /// that of the probe.
    /// </remarks>
    public static IHealthChecksBuilder AddPsd2(
        this IHealthChecksBuilder builder,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        string? registration = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registrations = Registrations.Of(builder.Services);
        return builder.Add(new HealthCheckRegistration(
            name ?? "aritma-psd2",
            services => new TokenHealthCheck(registrations, registration, services),
            failureStatus,
            tags,
            timeout));
    }
}
