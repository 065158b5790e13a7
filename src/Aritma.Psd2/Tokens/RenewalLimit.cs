namespace Aritma.Psd2.Tokens;

/// <summary>
/// How often rejected tokens are renewed: once in 30 seconds, and less and less often while the fresh ones are rejected too. An API
/// that answers 401 to every token would turn each call into a token request.
/// </summary>
/// <remarks>Not safe for use from several threads.</remarks>
internal sealed class RenewalLimit(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private TimeSpan _pause;
    private long? _renewed;
    private bool _isFreshTokenRejected;

    public TimeSpan Pause => _pause;

    /// <summary>Whether the token that was just rejected may be renewed.</summary>
    public bool Allows() => _renewed is not { } renewed || time.GetElapsedTime(renewed) >= _pause;

    /// <summary>Notes that a token was rejected. Returns true for the first one in a pause.</summary>
    public bool NoteRejection()
    {
        var isFirst = !_isFreshTokenRejected && !Allows();
        _isFreshTokenRejected |= isFirst;
        return isFirst;
    }

    /// <summary>Notes that the token endpoint was asked for a token in place of a rejected one.</summary>
    public void NoteRenewal()
    {
        _pause = _isFreshTokenRejected ? Shorter(_pause * 2, LongestPause) : FirstPause;
        _renewed = time.GetTimestamp();
        _isFreshTokenRejected = false;
    }

    public void Reset() => (_pause, _renewed, _isFreshTokenRejected) = (default, null, false);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
