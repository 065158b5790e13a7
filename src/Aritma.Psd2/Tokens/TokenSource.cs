using System.Diagnostics.CodeAnalysis;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>
/// The token of one scope set: kept while it is usable, refreshed before it expires, renewed when the API rejects it. Whatever the
/// number of callers, one acquisition at a time.
/// </summary>
internal sealed class TokenSource(
    ScopeSet scopes, SourceTags tags, TokenAcquirer acquirer, TokenTelemetry telemetry, TimeProvider time, ILogger<TokenSource> logger)
{
    /// <summary>An API that answers 401 whatever the token would turn each call into a token request.</summary>
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private volatile TokenState _state = new();

    public ScopeSet Scopes => scopes;

    public SourceTags Tags => tags;

    public TokenState State => _state;

    public Psd2TokenStatus Status => _state.Describe(scopes, time);

    /// <summary>Gives out the token if it is usable. Neither locks nor allocates.</summary>
    public bool TryGetUsable([NotNullWhen(true)] out CachedToken? token)
    {
        var state = _state;
        var now = time.GetTimestamp();
        token = state.Token;
        if (token is null || !token.IsUsable(now, time.GetUtcNow()))
        {
            return false;
        }

        if (now >= state.RefreshAt)
        {
            RefreshAhead();
        }

        telemetry.CountHit(tags);
        return true;
    }

    /// <summary>Waits for a token: that of the acquisition that is under way, or of one that starts now.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up. The acquisition goes on.</exception>
    public Task<TokenAcquisition.Result> AcquireAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        telemetry.CountMiss(tags);
        return WaitAsync(Join(), cancellationToken);
    }

    /// <summary>
    /// Waits for a token in place of one that the API rejected with 401. Only that one is replaced: a caller that comes late gets the one
    /// that has taken its place already. Others go on with it meanwhile, as it may be one resource that rejects it.
    /// </summary>
    /// <returns>No token, or the rejected one, if the 401 must reach the caller.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up. The acquisition goes on.</exception>
    public Task<TokenAcquisition.Result> RenewAsync(Psd2AccessToken rejected, CancellationToken cancellationToken) =>
        WaitAsync(JoinRenewal(rejected), cancellationToken);

    /// <summary>Renews a rejected token while the caller doesn't wait for it.</summary>
    public void RenewInBackground(Psd2AccessToken rejected) => JoinRenewal(rejected);

    /// <summary>Forgets failures after a change of the options, and the token too if it was another client's.</summary>
    public void Reset(bool dropToken)
    {
        lock (_gate)
        {
            _state = _state.IsStopped ? _state : _state.Reset(dropToken);
        }
    }

    /// <summary>Ends it: callers get no token any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _state = TokenState.Stopped;
        }
    }

    private async Task<TokenAcquisition.Result> WaitAsync(Task<TokenAcquisition.Result> result, CancellationToken cancellationToken)
    {
        try
        {
            return await result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled)
        {
            if (_state.Acquisition is { } acquisition && acquisition.IsFirstToAbandon())
            {
                logger.Try(logger => logger.CallGaveUp(tags.Name));
            }

            // A time-out around the call says nothing of tokens.
            throw new OperationCanceledException($"The call was waiting for a token for '{scopes}'.", cancelled, cancellationToken);
        }
    }

    private Task<TokenAcquisition.Result> Join()
    {
        lock (_gate)
        {
            return _state.Usable(time) is { } token ? Finished(token) : Join(AcquisitionReason.Cold);
        }
    }

    private Task<TokenAcquisition.Result> JoinRenewal(Psd2AccessToken rejected)
    {
        CachedToken? current;
        bool isNews;
        lock (_gate)
        {
            current = _state.Token;
            if (current is null || current.Token.GetValue() != rejected.GetValue())
            {
                return _state.Usable(time) is { } newer ? Finished(newer) : Join(AcquisitionReason.Cold);
            }

            var isThrottled = _state is { Acquisition: null, RenewedAt: { } renewed } && time.GetElapsedTime(renewed) < RenewalInterval;
            if (!isThrottled || current.WasAccepted)
            {
                _state = _state.Rejecting(rejected);
                return isThrottled ? Finished(current) : Join(AcquisitionReason.Rejected);
            }

            // It has just replaced a rejected one, and no call was accepted with it.
            isNews = _state.RejectedFreshSince is null || !_state.HasRejected(rejected);
            _state = _state.RejectingFresh(rejected, time.GetUtcNow());
        }

        if (isNews)
        {
            logger.Try(logger => logger.FreshTokenRejected(tags.Name));
        }

        return Finished(current);
    }

    private Task<TokenAcquisition.Result> Join(string reason) => _state switch
    {
        { IsStopped: true } => Finished(null, acquirer.Stopped(scopes)),
        { Acquisition: { } underWay } => underWay.Task,
        { Failure: { } failure } when failure.Remaining(time) is { Ticks: > 0 } pause =>
            Finished(_state.Usable(time), failure.Exception.ForOneCaller(pause)),
        _ => Start(reason).Task,
    };

    private void RefreshAhead()
    {
        lock (_gate)
        {
            if (_state.Acquisition is null && time.GetTimestamp() >= _state.RefreshAt)
            {
                Start(AcquisitionReason.Expiring);
            }
        }
    }

    private TokenAcquisition Start(string reason)
    {
        var acquisition = new TokenAcquisition
        {
            Scopes = scopes,
            Reason = reason,
            Tags = tags,
            IsWanted = IsWanted,
            LastFailure = _state.Failure,
        };
        _state = _state.Acquiring(acquisition);

        // Unsafe: the caller who happens to be the first lends it nothing of its context.
        ThreadPool.UnsafeQueueUserWorkItem(
            static run => _ = run.Source.RunAsync(run.Acquisition), (Source: this, Acquisition: acquisition), preferLocal: false);
        return acquisition;
    }

    private async Task RunAsync(TokenAcquisition acquisition)
    {
        CachedToken token;
        try
        {
            token = await acquirer.AcquireAsync(acquisition).ConfigureAwait(false);
        }
        catch (Exception unexpected)
        {
            // Callers wait for this, so that even an assembly that is missing must reach them.
            var failure = unexpected as Psd2TokenException ?? new Psd2TokenException(
                $"No token for '{scopes}' could be obtained: {unexpected.GetType()} was thrown. The inner exception says why.", unexpected)
            {
                Scopes = scopes.Scopes,
            };
            var result = Settle(acquisition, failure);
            acquisition.Complete(result);

            // The refusal itself again means that nothing was requested, as the provider has no other credentials yet.
            if (!_state.IsStopped && failure != acquisition.LastFailure?.Refused?.Failure)
            {
                var pause = Duration.Text(result.Failure!.RetryAfter ?? TimeSpan.Zero);
                logger.Try(logger => logger.AcquisitionFailed(
                    failure.InnerException, acquisition.Reason, pause, failure.Message));
            }

            return;
        }

        Settle(acquisition, token);
        if (_state.IsStopped)
        {
            acquisition.Complete(new TokenAcquisition.Result(null, acquirer.Stopped(scopes)));
            return;
        }

        acquisition.Complete(new TokenAcquisition.Result(token, null));
        telemetry.CountAcquisition(acquisition, token.IsShared);
        logger.Try(logger => logger.TokenAcquired(
            tags.Name, acquisition.OriginOf(token), acquisition.Reason, token.Token.ExpiresAt));
        await acquirer.ShareAsync(acquisition, token).ConfigureAwait(false);
    }

    private void Settle(TokenAcquisition acquisition, CachedToken token)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_state.Acquisition, acquisition))
            {
                _state = _state.Acquired(token, acquisition.Reason == AcquisitionReason.Rejected, time.GetTimestamp());
            }
        }
    }

    private TokenAcquisition.Result Settle(TokenAcquisition acquisition, Psd2TokenException failure)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_state.Acquisition, acquisition))
            {
                return new TokenAcquisition.Result(null, failure.ForOneCaller(null));
            }

            _state = _state.Failed(
                AcquisitionFailure.After(_state.Failure, failure, acquisition.ProvidedCredentials, time), time);
            return new TokenAcquisition.Result(_state.Usable(time), failure.ForOneCaller(_state.Failure!.Remaining(time)));
        }
    }

    private bool IsWanted(CachedToken candidate)
    {
        var state = _state;
        if (!candidate.IsUsable(time) || state.HasRejected(candidate.Token))
        {
            return false;
        }

        // In place of a token that still serves, only another one that need not be refreshed soon as well is worth having.
        return state.Usable(time) is not { } current
            || state.HasRejected(current.Token)
            || (time.GetTimestamp() < candidate.RefreshAt && candidate.Token.GetValue() != current.Token.GetValue());
    }

    private static Task<TokenAcquisition.Result> Finished(CachedToken? token, Psd2TokenException? failure = null) =>
        Task.FromResult(new TokenAcquisition.Result(token, failure));
}
