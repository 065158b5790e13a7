namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>What the page at <c>/</c> shows: one look at the state. A class, not a record: nothing must print the secret.</summary>
internal sealed class Overview(SandboxState state, string root)
{
    private readonly Confidential _confidential = new(state.Clients.Values);

    public string TokenEndpoint { get; } = $"{root}/connect/token";

    public string ApiBaseAddress { get; } = $"{root}/api";

    public IEnumerable<string> ClientIds => state.Clients.Keys;

    public string FirstSecret => state.Clients.Values.First().Secret;

    public CurlLines Curl => new(TokenEndpoint, ApiBaseAddress, state.Clients.Values.First());

    public DateTimeOffset Now { get; } = state.Clock.GetUtcNow();

    public TimeSpan Ahead { get; } = state.Clock.Ahead;

    public LatestItems<TokenRequestFields> TokenRequests { get; } =
        LatestItems.Of(state.TokenRequests.Snapshot(), TokenRequestFields.Of);

    public LatestItems<ApiRequestFields> ApiRequests { get; } =
        LatestItems.Of(state.ApiRequests.Snapshot(), ApiRequestFields.Of);

    public LatestItems<Consent> Consents { get; } = LatestItems.Of(state.Consents.All, consent => consent);

    public FaultPanel TokenEndpointFaults { get; } = FaultPanel.OfTokenEndpoint(state.TokenEndpointFaults);

    public FaultPanel ApiFaults { get; } = FaultPanel.OfApi(state.ApiFaults);

    /// <summary>What a caller sent, without tokens and secrets.</summary>
    public string? Public(string? text) => text is null ? null : _confidential.Hide(text);
}
