namespace Aritma.Psd2.Sharing;

/// <summary>How long sharing may take: little enough that a node can still ask for the token itself.</summary>
/// <param name="tokenRequest">The <see cref="Psd2Options.TokenRequestTimeout"/> as it is now: sharing takes its time from there.</param>
internal sealed class SharingLimits(Func<TimeSpan> tokenRequest)
{
    private static readonly TimeSpan LongestOperation = TimeSpan.FromSeconds(1);

    /// <summary>The limit of one operation of the cache.</summary>
    public TimeSpan Operation => tokenRequest() / 10 is var share && share < LongestOperation ? share : LongestOperation;

    /// <summary>The limit of a search, waiting for another node included.</summary>
    public TimeSpan Search => tokenRequest() / 3;
}
