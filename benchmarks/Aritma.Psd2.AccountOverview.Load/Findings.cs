namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What the load has shown.</summary>
/// <param name="Many">The phase with all users.</param>
/// <param name="Few">The phase with a tenth of them.</param>
/// <param name="TokenRequests">All token requests, of both phases.</param>
/// <param name="HasFailedCalls">Whether a call of the API has failed, also one that was repeated then.</param>
/// <param name="Complaints">What sample and sandbox have logged that isn't just information.</param>
/// <param name="MostGrowth">How much the memory may grow.</param>
internal sealed record Findings(
    Phase Many,
    Phase Few,
    IReadOnlyList<SandboxServer.TokenRequest> TokenRequests,
    bool HasFailedCalls,
    IReadOnlyList<string> Complaints,
    double MostGrowth)
{
    public MemoryGrowth Memory { get; } = new(Many.Use);

    public IReadOnlyList<string> Errors { get; } =
    [
        .. Many.Errors,
        .. Few.Errors,
        .. Complaints,
        .. HasFailedCalls ? (string[])["A call of the API has failed, which the page Access has."] : [],
    ];

    /// <summary>How often each set of scopes was asked for.</summary>
    public IReadOnlyDictionary<string, int> TokenRequestsByScopes { get; } =
        TokenRequests.CountBy(request => request.Scope ?? "").ToDictionary();

    public bool AreFine => Errors.Count == 0 && TokenRequestsByScopes.Values.All(count => count == 1) && Memory.Ratio <= MostGrowth;
}
