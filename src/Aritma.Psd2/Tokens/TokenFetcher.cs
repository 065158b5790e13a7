using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Aritma.Psd2.Tokens;

/// <summary>Gets the tokens of one registration, from another node or from the token endpoint: with retries, within one time limit.</summary>
internal sealed class TokenFetcher(
    string? registration,
    TokenRequestSettingsMonitor settings,
    TokenEndpointClient endpoint,
    IPsd2ClientCredentialsProvider? credentialsProvider,
    ISharedTokens? sharedTokens,
    TimeProvider time,
    ILogger<TokenFetcher> logger)
{
    private const int MaxRetries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);

    /// <exception cref="Psd2TokenException">No token could be had. Nothing else is thrown.</exception>
    public async Task<FetchedToken> FetchAsync(TokenFetch fetch)
    {
        var limit = settings.Current.Timeout;
        var start = time.GetTimestamp();
        using var budget = new CancellationTokenSource(limit, time);
        Psd2TokenException? last = null;

        var retries = new ResiliencePipelineBuilder<FetchedToken> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<FetchedToken>
            {
                MaxRetryAttempts = MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = attempt => new(attempt.Outcome.Exception is Psd2TokenException { IsTransient: true, WasRepeated: false } failure
                    && (failure.RetryAfter ?? TimeSpan.Zero) < limit - time.GetElapsedTime(start)),
                DelayGenerator = attempt => new(attempt.Outcome.Exception is Psd2TokenException { RetryAfter: { Ticks: > 0 } asked } ? asked : null),
                OnRetry = retry =>
                {
                    var failure = last = (Psd2TokenException)retry.Outcome.Exception!;
                    fetch.Afterwards(() => logger.TokenRequestRepeated(retry.RetryDelay, failure.Message));
                    return default;
                },
            })
            .Build();
        try
        {
            return await retries.ExecuteAsync(
                async cancelled => await AttemptAsync(fetch, cancelled).ConfigureAwait(false), budget.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not Psd2TokenException)
        {
            var errors = new TokenErrors(settings.Current, fetch.Scopes);
            throw failure is OperationCanceledException && budget.IsCancellationRequested ? last ?? errors.TimedOut() : errors.Unexpected(failure);
        }
    }

    /// <summary>Lets other nodes have a token that the endpoint issued to this one. Throws nothing.</summary>
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
        if (sharedTokens is not null && await sharedTokens.FindAsync(key, fetch.IsWanted, budget).ConfigureAwait(false) is { } found)
        {
            return new FetchedToken(found, key);
        }

        try
        {
            return new FetchedToken(await endpoint.RequestTokenAsync(request, budget).ConfigureAwait(false), key);
        }
        catch (Psd2TokenException)
        {
            // Nobody waits for this.
            _ = sharedTokens?.ReleaseAsync(key);
            throw;
        }
    }

    private async Task<Psd2ClientCredentials> AskProviderAsync(TokenRequestSettings current, ScopeSet scopes, CancellationToken budget)
    {
        var errors = new TokenErrors(current, scopes);
        try
        {
            return await ForeignCode.RunAsync(cancelled => credentialsProvider!.GetCredentialsAsync(cancelled).AsTask(), budget).ConfigureAwait(false)
                ?? throw new InvalidOperationException("It returned null.");
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
    public string Origin => Token.IsShared ? "another node" : Key.Endpoint.Authority;
}
