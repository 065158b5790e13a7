using System.Diagnostics;
using Aritma.Psd2.Telemetry;

namespace Aritma.Psd2.Tokens;

/// <summary>The acquisition of a token that any number of callers wait for. It belongs to none of them.</summary>
internal sealed class TokenAcquisition
{
    // Waiters go on side by side: one that blocks doesn't keep the others waiting.
    private readonly TaskCompletionSource<Result> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _abandoned;

    public required ScopeSet Scopes { get; init; }

    /// <summary>An <see cref="AcquisitionReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>Tell the token source in metrics and spans.</summary>
    public required SourceTags Tags { get; init; }

    /// <summary>Says of another instance's token whether it serves.</summary>
    public required Func<CachedToken, bool> IsWanted { get; init; }

    /// <summary>What the caller who started it was doing.</summary>
    public ActivityContext StartedBy { get; } = Activity.Current is { IdFormat: ActivityIdFormat.W3C } caller
        // Without its trace state: that is one caller's, and the token is for all.
        ? new ActivityContext(caller.TraceId, caller.SpanId, caller.ActivityTraceFlags)
        : default;

    /// <summary>Why the last acquisition failed, if it did.</summary>
    public AcquisitionFailure? LastFailure { get; init; }

    /// <summary>The last request that was made for it.</summary>
    public TokenRequest? Request { get; set; }

    /// <summary>The credentials that a provider supplied for it, if they came from one.</summary>
    public Psd2ClientCredentials? ProvidedCredentials => Request is { Settings.Credentials: null } ? Request.Credentials : null;

    public Task<Result> Task => _result.Task;

    public void Complete(Result result) => _result.SetResult(result);

    /// <summary>Whether this is the first time that a caller gives up waiting.</summary>
    public bool IsFirstToAbandon() => Interlocked.Exchange(ref _abandoned, 1) == 0;

    /// <summary>Where its token comes from.</summary>
    public string OriginOf(CachedToken token) => token.IsShared ? "another instance" : Request!.Settings.TokenEndpoint.Authority;

    /// <param name="Token">The token to go on with, if any.</param>
    /// <param name="Failure">Why there is no new one, if so. It is no faulted task: nobody may be left to observe it.</param>
    public sealed record Result(CachedToken? Token, Psd2TokenException? Failure)
    {
        /// <exception cref="Psd2TokenException">There is none.</exception>
        public CachedToken TokenOrThrow() => Token ?? throw Failure!.ForOneCaller(Failure!.RetryAfter);
    }
}
