namespace Aritma.Psd2.Sandbox;

/// <summary>All that a sandbox knows and remembers: what endpoints, control and pages share.</summary>
internal sealed class SandboxState
{
    private readonly Psd2SandboxOptions _options;
    private Lazy<SandboxData> _data;

    public SandboxState(Psd2SandboxOptions options)
    {
        _options = options;
        Clients = options.ValidatedClients();
        Confidential = new(Clients.Values);
        Clock = new(options.TimeProvider, Changes);
        Issuer = new(Clock, options.TokenLifetime);
        BearerCheck = new(Issuer, Clock);
        Consents = new(Clock, Changes);
        Replays = new(BearerCheck);
        UnattendedRequests = new(options.UnattendedRequestsPerDay, Clock);
        TokenRequests = new(Changes);
        ApiRequests = new(Changes);
        TokenEndpointFaults = new(Changes);
        ApiFaults = new(Changes);
        _data = NewData();
    }

    public ChangeSignal Changes { get; } = new();

    /// <summary>By id, the first one first.</summary>
    public IReadOnlyDictionary<string, SandboxClient> Clients { get; }

    public Confidential Confidential { get; }

    public SandboxClock Clock { get; }

    public TokenIssuer Issuer { get; }

    public BearerCheck BearerCheck { get; }

    public ConsentStore Consents { get; }

    public IdempotentReplays Replays { get; }

    public UnattendedRequests UnattendedRequests { get; }

    public RequestLog<SandboxTokenRequest> TokenRequests { get; }

    public RequestLog<SandboxApiRequest> ApiRequests { get; }

    public SandboxFaults TokenEndpointFaults { get; }

    public SandboxFaults ApiFaults { get; }

    /// <summary>Written when it is first asked for: a start costs none of it.</summary>
    public SandboxData Data => Volatile.Read(ref _data).Value;

    public void RevokeTokens()
    {
        Issuer.RevokeAll();
        Changes.Raise();
    }

    /// <summary>As after the start: no token is known, and the clock is the owner's again.</summary>
    public void Reset()
    {
        Issuer.Clear();
        Consents.Clear();
        Replays.Clear();
        UnattendedRequests.Clear();
        TokenEndpointFaults.Clear();
        ApiFaults.Clear();
        TokenRequests.Clear();
        ApiRequests.Clear();
        Clock.Reset();
        Volatile.Write(ref _data, NewData());
        Changes.Raise();
    }

    private Lazy<SandboxData> NewData()
    {
        var start = Clock.GetUtcNow();
        return new(() => new(_options.Seed, start, _options.BookedTransactions));
    }
}
