namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>What the page at <c>/</c> shows: one look at the state. A class, not a record: nothing must print the secret.</summary>
internal sealed class Overview(SandboxState state, string root)
{
    public string TokenEndpoint { get; } = $"{root}/connect/token";

    public string ApiBaseAddress { get; } = $"{root}/api";

    public IEnumerable<string> ClientIds => state.Clients.Keys;

    public string FirstSecret => state.Clients.Values.First().Secret;

    public CurlLines Curl => new(TokenEndpoint, ApiBaseAddress, state.Clients.Values.First());

    public DateTimeOffset Now { get; } = state.Clock.GetUtcNow();

    public TimeSpan Ahead { get; } = state.Clock.Ahead;

    public LatestItems<TokenRequestFields> TokenRequests { get; } =
        LatestItems.Of(state.TokenRequests, request => TokenRequestFields.Of(request, state.Confidential));

    public LatestItems<ApiRequestFields> ApiRequests { get; } =
        LatestItems.Of(state.ApiRequests, request => ApiRequestFields.Of(request, state.Confidential));

    public LatestItems<Consent> Consents { get; } = LatestItems.Of(state.Consents.All);

    public FaultPanel TokenEndpointFaults { get; } = FaultPanel.OfTokenEndpoint(state.TokenEndpointFaults);

    public FaultPanel ApiFaults { get; } = FaultPanel.OfApi(state.ApiFaults);
}
