using Aritma.Psd2.Sharing;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>
/// Gets the tokens of one registration, from another instance or from the token endpoint: with retries, within one limit.
/// </summary>
internal sealed class TokenFetcher(
    string? registration,
    TokenRequestSettingsMonitor settings,
    TokenEndpointClient endpoint,
    IPsd2ClientCredentialsProvider? credentialsProvider,
    DistributedTokens? sharedTokens,
    TimeProvider time,
    ILogger<TokenFetcher> logger)
{
    private const int MaxRetries = 4;
    private static readonly TimeSpan LongestFirstDelay = TimeSpan.FromSeconds(0.5);

    /// <exception cref="Psd2TokenException">No token could be had. Nothing else is thrown.</exception>
    public async Task<FetchedToken> FetchAsync(TokenFetch fetch)
    {
        var limit = settings.Current.Timeout;
        var start = time.GetTimestamp();
        using var budget = new CancellationTokenSource(limit, time);
        for (var retries = 0; ; retries++)
        {
            Psd2TokenException failure;
            try
            {
                return await AttemptAsync(fetch, budget.Token).ConfigureAwait(false);
            }
            catch (Psd2TokenException transient) when (retries < MaxRetries && transient is { IsTransient: true, WasRepeated: false })
            {
                failure = transient;
            }

            var delay = failure.RetryAfter is { Ticks: > 0 } asked ? asked : Backoff(retries);
            if (delay >= limit - time.GetElapsedTime(start))
            {
                throw failure;
            }

            logger.Try(logger => logger.TokenRequestRepeated(delay, failure.Message));
            await Task.Delay(delay, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Lets other instances have a token that the endpoint issued to this one. Throws nothing.</summary>
    public Task ShareAsync(FetchedToken fetched) =>
        sharedTokens is null || fetched.Token.IsShared ? Task.CompletedTask : sharedTokens.SaveAsync(fetched.Key, fetched.Token);

    private async Task<FetchedToken> AttemptAsync(TokenFetch fetch, CancellationToken budget)
    {
        var current = settings.Current;
        var credentials = current.Credentials ?? await AskProviderAsync(current, fetch.Scopes, budget).ConfigureAwait(false);
        var key = new TokenKey(registration, current.Endpoint, credentials.ClientId, fetch.Scopes);
        var request = new TokenRequest(current, credentials, fetch)
        {
            CredentialsProvider = current.Credentials is null ? credentialsProvider!.GetType() : null,
        };
        var shared = sharedTokens is null ? null : await sharedTokens.FindAsync(key, fetch.IsWanted, budget).ConfigureAwait(false);
        return new FetchedToken(shared ?? await endpoint.RequestTokenAsync(request, budget).ConfigureAwait(false), key);
    }

    // Full jitter: instances that failed together don't come back together.
#pragma warning disable CA5394 // It spreads requests over time; nobody gains from guessing it
    private static TimeSpan Backoff(int retries) => LongestFirstDelay * Math.Pow(2, retries) * Random.Shared.NextDouble();
#pragma warning restore CA5394

    private async Task<Psd2ClientCredentials> AskProviderAsync(TokenRequestSettings current, ScopeSet scopes, CancellationToken budget)
    {
        var errors = new TokenErrors(current, scopes);
        try
        {
            var credentials = await ForeignCode.RunAsync(
                cancelled => credentialsProvider!.GetCredentialsAsync(cancelled).AsTask(), budget).ConfigureAwait(false);
            return credentials ?? throw new InvalidOperationException("It returned null.");
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            throw errors.NoCredentialsInTime(credentialsProvider!.GetType());
        }
        catch (Exception failure)
        {
            throw errors.NoCredentials(credentialsProvider!.GetType(), failure);
        }
    }
}

/// <param name="Token">The token.</param>
/// <param name="Key">What it is for.</param>
internal sealed record FetchedToken(CachedToken Token, TokenKey Key)
{
    /// <summary>Where it comes from.</summary>
    public string Origin => Token.IsShared ? "another instance" : Key.Endpoint.Authority;
}
