using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// A stand-in for Aritma's token endpoint and PSD2 API that runs in this process, on a loopback port, with seeded data: for tests and
/// first steps, without network or credentials.
/// </summary>
/// <remarks>
/// Where Aritma documents nothing, the sandbox assumes, and a pass against it proves nothing about Aritma there. Each such place is listed
/// on the page <c>docs/sandbox.md</c> of the repository, and marked as inferred in the description that is served at
/// <c>/openapi/psd2.json</c>.
/// </remarks>
public sealed class Psd2Sandbox : IAsyncDisposable
{
    private readonly SandboxState _state;
    private readonly SandboxControl _control;
    private readonly WebApplication _app;
    private bool _isDisposed;

    private Psd2Sandbox(Psd2SandboxOptions options)
    {
        _state = new(options);
        _control = new(_state);
        _app = SandboxHost.Build(_state, _control, options);
        ClientId = options.ClientId;
        ClientSecret = options.ClientSecret;
    }

    /// <summary>The page that shows what happens in the sandbox, <c>http://127.0.0.1:{port}/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The token endpoint, <c>http://127.0.0.1:{port}/connect/token</c>; a tenant's is <c>/{tenant}/connect/token</c>.</summary>
    public Uri TokenEndpoint { get; private set; } = null!;

    /// <summary>The base address of the API, <c>http://127.0.0.1:{port}/api</c>.</summary>
    public Uri ApiBaseAddress { get; private set; } = null!;

    /// <summary>The id of the first client.</summary>
    public string ClientId { get; }

    /// <summary>The secret of the first client.</summary>
    public string ClientSecret { get; }

    /// <summary>
    /// The token requests so far, the latest 10,000 of them, in the order they arrived, held and dropped ones included. A snapshot.
    /// </summary>
    public IReadOnlyList<SandboxTokenRequest> TokenRequests => _state.TokenRequests.Snapshot();

    /// <summary>
    /// The API requests so far, the latest 10,000 of them, in the order they arrived, held and dropped ones included. A snapshot.
    /// </summary>
    public IReadOnlyList<SandboxApiRequest> ApiRequests => _state.ApiRequests.Snapshot();

    /// <summary>What goes wrong at the token endpoint.</summary>
    public SandboxFaults TokenEndpointFaults => _state.TokenEndpointFaults;

    /// <summary>What goes wrong at the API.</summary>
    public SandboxFaults ApiFaults => _state.ApiFaults;

    /// <summary>
    /// The sandbox's clock: that of <see cref="Psd2SandboxOptions.TimeProvider"/>, ahead by what <see cref="AdvanceClock"/> added.
    /// A client that has it too sees its tokens expire with it.
    /// </summary>
    public TimeProvider TimeProvider => _state.Clock;

    /// <summary>Starts a sandbox. Dispose it to stop it.</summary>
    /// <param name="configure">Changes the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option has a value that can't work.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static Task<Psd2Sandbox> StartAsync(
        Action<Psd2SandboxOptions>? configure = null, CancellationToken cancellationToken = default) =>
        StartAsync(configure, addPages: null, cancellationToken);

    /// <summary>Starts a sandbox with pages that this library doesn't bring.</summary>
    internal static async Task<Psd2Sandbox> StartAsync(
        Action<Psd2SandboxOptions>? configure, Action<IEndpointRouteBuilder>? addPages, CancellationToken cancellationToken)
    {
        var options = new Psd2SandboxOptions();
        configure?.Invoke(options);
        var sandbox = new Psd2Sandbox(options);
        try
        {
            addPages?.Invoke(sandbox._app);
            await sandbox._app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await sandbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        sandbox.Address = new(sandbox._app.Urls.Single());
        sandbox.TokenEndpoint = new(sandbox.Address, "/connect/token");
        sandbox.ApiBaseAddress = new(sandbox.Address, "/api");
        return sandbox;
    }

    /// <summary>
    /// Sets addresses, client id and secret to those of the sandbox: <c>services.AddAritmaPsd2(sandbox.Configure)</c>, and the same with
    /// <c>AddPsd2Clients</c>.
    /// </summary>
    public void Configure(Psd2Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.TokenEndpoint, options.ApiBaseAddress) = (TokenEndpoint, ApiBaseAddress);
        (options.ClientId, options.ClientSecret) = (ClientId, ClientSecret);
    }

    /// <summary>From now on the API answers 401 to every token issued so far.</summary>
    /// <remarks>
    /// A client doesn't renew a token again that it renewed after a 401 less than 30 seconds ago: until then the 401 reaches the caller.
    /// </remarks>
    public void RevokeTokens() => _state.RevokeTokens();

    /// <summary>
    /// Lets time go on for the sandbox at once: consents and tokens expire, limits end, and data change at the banks where they do. Waits
    /// aren't shortened. What <c>expires_in</c> told a client it measures on its own clock, unless it has <see cref="TimeProvider"/>: it
    /// meets a 401 then, and renews the token.
    /// </summary>
    /// <exception cref="ArgumentException">It isn't ahead, or leads more than 3650 days away from the start.</exception>
    public void AdvanceClock(TimeSpan by) => _state.Clock.Advance(by.TotalSeconds);

    /// <summary>
    /// Forgets all that happened since the start: tokens, consents, kept answers, requests, faults, what was added, and how far the clock
    /// was advanced. Requests that a fault holds stay held.
    /// </summary>
    public void Reset() => _state.Reset();

    /// <summary>Adds a consent of the first client that its end user has approved, without a request of the client.</summary>
    /// <param name="bankId">
    /// The bank, one of those that the API lists. Null: none, so that it covers the accounts at all ordinary banks.
    /// </param>
    /// <returns>The id of the consent.</returns>
    /// <exception cref="ArgumentException">There is no such bank.</exception>
    public string AddConsent(string? bankId = null) => _control.AddConsent(clientId: null, bankId).Id;

    /// <summary>Approves a consent, as its end user does at <c>redirectUrl</c>.</summary>
    /// <param name="consentId">The id of the consent, of whichever client.</param>
    /// <param name="bankId">
    /// The bank that the user chooses, where the consent has none yet. Null: none, as with <see cref="AddConsent"/>.
    /// </param>
    /// <param name="cancellationToken">Checked before the user decides.</param>
    /// <returns>Where the user is sent, <c>state</c> included; null: the user sees a receipt, and stays there.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such consent or bank, or the consent doesn't wait for its user: it has been decided on, for instance, or has expired.
    /// </exception>
    public Task<Uri?> ApproveConsentAsync(string consentId, string? bankId = null, CancellationToken cancellationToken = default) =>
        DecideAsync(consentId, isApproved: true, bankId, cancellationToken);

    /// <summary>Declines a consent, as its end user does at <c>redirectUrl</c>.</summary>
    /// <param name="consentId">The id of the consent, of whichever client.</param>
    /// <param name="cancellationToken">Checked before the user decides.</param>
    /// <returns>Where the user is sent, <c>state</c> included; null: the user sees a receipt, and stays there.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such consent, or it doesn't wait for its user: it has been decided on, for instance, or has expired.
    /// </exception>
    public Task<Uri?> DeclineConsentAsync(string consentId, CancellationToken cancellationToken = default) =>
        DecideAsync(consentId, isApproved: false, bankId: null, cancellationToken);

    /// <summary>Puts a consent, whichever client it belongs to, into another status from now on.</summary>
    /// <remarks>
    /// Time goes on: a consent that is created, started, awaiting approval or authorized, and whose end has come, is expired whatever was
    /// set here. An address at which its end user has decided doesn't work again.
    /// </remarks>
    /// <param name="consentId">The id of the consent.</param>
    /// <param name="status">
    /// A documented status, in any case: <c>unknown</c>, <c>created</c>, <c>started</c>, <c>authorized</c>, <c>expired</c>,
    /// <c>revoked</c>, <c>failure</c> or <c>awaitingApproval</c>. The API answers it as the PSD2 pages spell it, such as <c>Authorized</c>.
    /// </param>
    /// <exception cref="ArgumentException">There is no such status, or no such consent.</exception>
    public void SetConsentStatus(string consentId, string status)
    {
        ArgumentNullException.ThrowIfNull(consentId);
        ArgumentNullException.ThrowIfNull(status);
        _control.SetConsentStatus(consentId, status);
    }

    /// <summary>Adds an account.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">A value can't be; the message says which, and what is expected.</exception>
    public string AddAccount(SandboxAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _control.AddAccount(account).Id;
    }

    /// <summary>Adds a transaction to an account; balances follow.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such account, or a value can't be; the message says which, and what is expected.
    /// </exception>
    public string AddTransaction(string accountId, SandboxTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        ArgumentNullException.ThrowIfNull(transaction);
        return _control.AddTransaction(accountId, transaction).Id;
    }

    /// <summary>Stops the sandbox. Requests that a fault holds lose their connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        // Disposing alone would cut off the requests that are just being answered.
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private Task<Uri?> DecideAsync(string consentId, bool isApproved, string? bankId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consentId);
        cancellationToken.ThrowIfCancellationRequested();
        var decision = ConsentDecision.Of(_control.Decide(consentId, isApproved, bankId));
        return Task.FromResult(decision.RedirectUrl is { } address ? new Uri(address) : null);
    }
}
