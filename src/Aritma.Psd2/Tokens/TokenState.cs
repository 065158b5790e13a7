namespace Aritma.Psd2.Tokens;

/// <summary>Where a token source stands. What happens to it makes a new state.</summary>
internal sealed record TokenState
{
    /// <summary>How many rejected tokens are remembered, so that none is taken back from another instance.</summary>
    private const int RememberedRejections = 8;

    /// <summary>The token in use; it may have expired.</summary>
    public CachedToken? Token { get; private init; }

    /// <summary>When the token is to be refreshed ahead, as a timestamp.</summary>
    public long RefreshAt { get; private init; } = long.MaxValue;

    /// <summary>The acquisition that is under way.</summary>
    public TokenAcquisition? Acquisition { get; private init; }

    /// <summary>Why the last acquisition failed; null if it didn't.</summary>
    public AcquisitionFailure? Failure { get; private init; }

    /// <summary>When a rejected token was last renewed, as a timestamp.</summary>
    public long? RenewedAt { get; private init; }

    /// <summary>The tokens that the API rejected, the last ones only.</summary>
    public IReadOnlyList<Psd2AccessToken> Rejected { get; private init; } = [];

    /// <summary>Since when the API rejects tokens as soon as they are issued, in UTC; null if it doesn't.</summary>
    public DateTimeOffset? RejectedFreshSince { get; private init; }

    /// <summary>Whether nothing more happens: the host has stopped.</summary>
    public bool IsStopped { get; private init; }

    public CachedToken? Usable(TimeProvider time) => Token is not null && Token.IsUsable(time) ? Token : null;

    public TokenState Acquiring(TokenAcquisition acquisition) => this with { Acquisition = acquisition, RefreshAt = long.MaxValue };

    public TokenState Acquired(CachedToken token, bool isRenewal, long now) => this with
    {
        Token = token,
        RefreshAt = token.RefreshAt,
        Acquisition = null,
        Failure = null,
        RenewedAt = isRenewal && !token.IsShared ? now : RenewedAt,
        RejectedFreshSince = Token is { WasAccepted: false } ? RejectedFreshSince : null,
    };

    public TokenState Failed(AcquisitionFailure failure, TimeProvider time) => this with
    {
        Acquisition = null,
        Failure = failure,
        RefreshAt = Token is null
            ? long.MaxValue
            : Math.Max(Token.RefreshAt, failure.At + (long)(failure.Pause.TotalSeconds * time.TimestampFrequency)),
    };

    public bool HasRejected(Psd2AccessToken token) => Rejected.Any(rejected => rejected.GetValue() == token.GetValue());

    public TokenState Rejecting(Psd2AccessToken token) => HasRejected(token)
        ? this
        : this with { Rejected = [.. Rejected.Count < RememberedRejections ? Rejected : Rejected.Skip(1), token] };

    /// <summary>A token was rejected that no call was accepted with.</summary>
    public TokenState RejectingFresh(Psd2AccessToken token, DateTimeOffset utcNow) =>
        Rejecting(token) with { RejectedFreshSince = RejectedFreshSince ?? utcNow };

    /// <summary>
    /// As it is after a change of the options. An acquisition under way used the old ones: only the callers already waiting get its result.
    /// </summary>
    public TokenState Reset(bool dropToken) => dropToken || Token is null
        ? new() { Rejected = Rejected }
        : new() { Rejected = Rejected, Token = Token, RefreshAt = Token.RefreshAt };

    /// <summary>What it tells others, without the token.</summary>
    public Psd2TokenStatus Describe(ScopeSet scopes, TimeProvider time)
    {
        var usable = Usable(time);
        var rejectedSince = usable is { WasAccepted: false } ? RejectedFreshSince : null;
        return new Psd2TokenStatus
        {
            Scopes = scopes.Scopes,
            State = usable switch
            {
                null when Failure is not null => Psd2TokenState.Unavailable,
                null when Acquisition is not null => Psd2TokenState.Requested,
                null => Token is null ? Psd2TokenState.NotRequested : Psd2TokenState.Expired,
                _ when rejectedSince is not null => Psd2TokenState.Rejected,
                _ => Failure is null ? Psd2TokenState.Valid : Psd2TokenState.RefreshFailing,
            },
            ExpiresAt = usable?.Token.ExpiresAt,
            IsRequesting = Acquisition is not null,
            FailingSince = Failure?.Since,
            LastFailure = Failure?.Exception.Message,
            RetryAfter = Failure?.Remaining(time) ?? TimeSpan.Zero,
            RejectedSince = rejectedSince,
        };
    }

    public static TokenState Stopped { get; } = new() { IsStopped = true };
}
