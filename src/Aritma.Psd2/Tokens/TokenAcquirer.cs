using System.Net;
using Aritma.Psd2.Configuration;
using Aritma.Psd2.Sharing;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>
/// Acquires the tokens of one registration, from another instance or from the token endpoint: with retries, within one budget of time.
/// </summary>
internal sealed class TokenAcquirer(
    SettingsMonitor settings,
    TokenEndpointClient endpoint,
    ProvidedCredentials? providedCredentials,
    DistributedTokens? sharedTokens,
    TimeProvider time,
    ILogger<TokenAcquirer> logger) : IDisposable
{
    private const int MaxRetries = 4;
    private static readonly TimeSpan LongestFirstDelay = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _stopping = new();

    /// <exception cref="Psd2TokenException">No token could be obtained.</exception>
    public async Task<CachedToken> AcquireAsync(TokenAcquisition acquisition)
    {
        var limit = settings.Current.Timeout;
        var start = time.GetTimestamp();
        using var budget = new CancellationTokenSource(limit, time);
        using var stop = _stopping.Token.UnsafeRegister(static budget => ((CancellationTokenSource)budget!).Cancel(), budget);

        // An endpoint that has just failed isn't worth the whole budget: callers would wait for all of it, again and again.
        var retriesLeft = acquisition.LastFailure is null ? MaxRetries : 0;
        HttpStatusCode? lastStatus = null;
        for (var retries = 0; ; retries++)
        {
            try
            {
                var current = settings.Current;
                var credentials = current.Credentials ?? await AskProviderAsync(acquisition, current, budget.Token).ConfigureAwait(false);
                var request = acquisition.Request = new TokenRequest(current, credentials, acquisition, lastStatus);
                if (acquisition.LastFailure?.Refused is { } refused && refused.Includes(credentials, time))
                {
                    throw refused.Failure;
                }

                var shared = sharedTokens is null
                    ? null
                    : await sharedTokens.FindAsync(request.Key, acquisition.IsWanted, budget.Token).ConfigureAwait(false);
                return shared ?? await endpoint.RequestTokenAsync(request, budget.Token).ConfigureAwait(false);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                throw Stopped(acquisition.Scopes);
            }
            catch (Psd2TokenException failure) when (failure.IsTransient && retriesLeft-- > 0 && acquisition.Request is not { Sends: > 1 })
            {
                lastStatus = failure.StatusCode ?? lastStatus;
                var delay = (failure.RetryAfter ?? TimeSpan.Zero) + Backoff(retries);
                if (delay >= limit - time.GetElapsedTime(start))
                {
                    throw;
                }

                logger.Try(logger => logger.TokenRequestRepeated(Duration.Text(delay), failure.Message));
                await Task.Delay(delay, time, budget.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Lets other instances have a token that the endpoint issued to this one. Throws nothing.</summary>
    public Task ShareAsync(TokenAcquisition acquisition, CachedToken token) => sharedTokens is null || token.IsShared
        ? Task.CompletedTask
        : sharedTokens.SaveAsync(acquisition.Request!.Key, token, _stopping.Token);

    /// <summary>Why there is no token any more.</summary>
    public Psd2TokenException Stopped(ScopeSet scopes) => new TokenErrors(settings.Current, scopes).Stopped();

    /// <summary>Ends what is under way.</summary>
    public void Dispose() => _stopping.Cancel();

    // Full jitter: instances that failed together don't come back together.
#pragma warning disable CA5394 // It spreads requests over time; nobody gains from guessing it
    private static TimeSpan Backoff(int retries) => LongestFirstDelay * Math.Pow(2, retries) * Random.Shared.NextDouble();
#pragma warning restore CA5394

    private async Task<Psd2ClientCredentials> AskProviderAsync(
        TokenAcquisition acquisition, Psd2Settings current, CancellationToken budget)
    {
        var wereRefused = acquisition.LastFailure?.Refused is not null;
        try
        {
            return await AbandonableTask.RunAsync(cancelled => providedCredentials!.GetAsync(wereRefused, cancelled), budget)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            throw new TokenErrors(current, acquisition.Scopes).NoCredentialsInTime();
        }
        catch (Exception failure)
        {
            throw new TokenErrors(current, acquisition.Scopes).NoCredentials(failure);
        }
    }
}
