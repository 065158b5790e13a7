namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What the load has shown.</summary>
/// <param name="Phases">The warm-up, all users, and a tenth of them.</param>
/// <param name="TokenRequests">All token requests.</param>
/// <param name="HasFailedCalls">Whether a call of the API has failed, also one that was repeated then.</param>
/// <param name="Complaints">What sample and sandbox have logged that isn't just information.</param>
/// <param name="MostGrowth">How much the memory may grow.</param>
internal sealed record Findings(
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<SandboxServer.TokenRequest> TokenRequests,
    bool HasFailedCalls,
    IReadOnlyList<string> Complaints,
    double MostGrowth)
{
    public Phase Many => Phases[1];

    public Phase Few => Phases[2];

    public MemoryGrowth Memory { get; } = new(Phases[1].Use);

    public IReadOnlyList<string> Errors { get; } =
    [
        .. Phases.SelectMany(phase => phase.Errors),
        .. Complaints,
        .. HasFailedCalls ? (string[])["A call of the API has failed: the page Access of the sample lists it."] : [],
    ];

    /// <summary>How often each set of scopes was asked for.</summary>
    public IReadOnlyDictionary<string, int> TokenRequestsByScopes { get; } =
        TokenRequests.CountBy(request => request.Scope ?? "").ToDictionary();

    public bool AreFine => Errors.Count == 0 && TokenRequestsByScopes.Values.All(count => count == 1) && Memory.Ratio <= MostGrowth;
}
