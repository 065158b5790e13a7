using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aritma.Psd2.Health;

/// <summary>Reports how the tokens of PSD2 clients are doing.</summary>
/// <param name="registrations">All registrations.</param>
/// <param name="registration">The key of the one to report; null for all.</param>
/// <param name="services">Where their tokens are.</param>
internal sealed class TokenHealthCheck(Registrations registrations, string? registration, IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Psd2Builder[] reported = [.. registrations.Builders.Where(builder => registration is null || builder.Key == registration)];
        if (registration is not null && reported.Length == 0)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"There is no PSD2 registration '{registration}'.");
        }

        TokenSource[] tokens =
        [
            .. from builder in reported
               let sources = services.GetRequiredKeyedService<TokenSources>(builder.Key)
               from scopes in builder.ScopeSets
               select sources.Get(scopes),
        ];
        var isInTime = await RequestFirstAsync(tokens, cancellationToken).ConfigureAwait(false);

        TokenHealth[] health = [.. tokens.Select(token => new TokenHealth(token.Tags.Name, token.Status))];
        return new HealthCheckResult(
            isInTime
                ? health.Select(token => token.Status(context.Registration.FailureStatus)).DefaultIfEmpty(HealthStatus.Healthy).Min()
                : context.Registration.FailureStatus,
            string.Join(" ", health.Select(token => token.Description)),
            data: health.DistinctBy(token => token.Name).ToDictionary(token => token.Name, object (token) => token.Data));
    }

    /// <summary>Returns whether the check has waited to the end. The request goes on in any case.</summary>
    private static async Task<bool> RequestFirstAsync(IEnumerable<TokenSource> sources, CancellationToken cancellationToken)
    {
        try
        {
            if (sources.FirstOrDefault(IsWorthARequest) is { } source)
            {
                // Where it fails, the status tells of it.
                await source.AcquireAsync(cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // One that expired because no call needs it stays as it is: a check must not keep an idle application requesting tokens. A client in
    // its pause would only repeat its last failure.
    private static bool IsWorthARequest(TokenSource source) => source.Status switch
    {
        { State: Psd2TokenState.NotRequested } => true,
        { State: Psd2TokenState.Unavailable, IsRequesting: false, RetryAfter.Ticks: 0 } => true,
        _ => false,
    };
}
