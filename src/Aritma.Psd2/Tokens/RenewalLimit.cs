namespace Aritma.Psd2.Tokens;

/// <summary>
/// How often rejected tokens are renewed: once in 30 seconds, and less and less often where that doesn't help. An API that answers 401
/// to every token, or one resource of it that does, would turn each call into a token request.
/// </summary>
/// <remarks>Not safe for use from several threads.</remarks>
internal sealed class RenewalLimit(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private TimeSpan _pause;
    private long? _renewed;

    /// <summary>Whether a token that was just rejected may be renewed.</summary>
    /// <param name="isRevoked">Whether it seems to be revoked: then a new one will help.</param>
    public bool Allows(bool isRevoked) => _renewed is not { } renewed || time.GetElapsedTime(renewed) >= (isRevoked ? FirstPause : _pause);

    /// <summary>Notes that the token endpoint issued a token in place of a rejected one.</summary>
    /// <param name="isRevoked">What that one seemed to be.</param>
    public void NoteRenewal(bool isRevoked)
    {
        var doubled = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _pause = isRevoked || _renewed is null ? FirstPause : doubled;
        _renewed = time.GetTimestamp();
    }

    public void Reset() => (_pause, _renewed) = (default, null);
}
