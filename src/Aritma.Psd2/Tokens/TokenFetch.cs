using System.Diagnostics;

namespace Aritma.Psd2.Tokens;

/// <summary>The fetch of a token that any number of callers wait for. It belongs to none of them.</summary>
/// <param name="scopes">What the token shall grant.</param>
/// <param name="reason">Why it is fetched.</param>
/// <param name="isWanted">Says of another instance's token whether it serves.</param>
/// <param name="tags">Tell its token source in metrics and spans.</param>
/// <param name="startedBy">What the caller who started it is doing.</param>
internal sealed class TokenFetch(
    ScopeSet scopes, RenewalReason reason, Func<CachedToken, bool> isWanted, KeyValuePair<string, object?>[] tags, Activity? startedBy)
{
    // Waiters go on side by side: one that blocks doesn't hold up the others.
    private readonly TaskCompletionSource<Result> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScopeSet Scopes => scopes;

    public RenewalReason Reason => reason;

    public Func<CachedToken, bool> IsWanted => isWanted;

    public KeyValuePair<string, object?>[] Tags => tags;

    public Activity? StartedBy => startedBy;

    /// <summary>
    /// Whether the token that is renewed seems to be revoked, rather than rejected by one resource or by all from the start.
    /// </summary>
    public bool IsRevoked { get; init; }

    public Task<Result> Task => _result.Task;

    public void Complete(Result result) => _result.SetResult(result);

    /// <param name="Token">The token to go on with, if any.</param>
    /// <param name="Failure">Why there is no new one, if so. It is no faulted task: nobody may be left to observe it.</param>
    public sealed record Result(CachedToken? Token, Psd2TokenException? Failure);
}
