using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// A stand-in for Aritma's token endpoint and PSD2 API that runs in this process, on a loopback port, with seeded data: for tests and
/// first steps, without network or credentials.
/// </summary>
/// <remarks>
/// Where Aritma documents nothing, the sandbox assumes, and a pass against it proves nothing about Aritma there:
/// <list type="bullet">
/// <item>scopes: consents and banks need <c>banking.channel.psd2</c>; accounts need <c>banking.ais.read</c> as well;</item>
/// <item>error answers of the token endpoint (RFC 6749 §5.2) and of the bearer check (RFC 6750);</item>
/// <item>operations: for the PSD2-era API Aritma's pages show creating a consent and reading transactions; banks, accounts, balances,
/// a single transaction, reading, listing and refreshing consents, <c>Idempotency-Key</c> and <c>_links</c> are those of the later API,
/// with its paths;</item>
/// <item>consents: opening <c>redirectUrl</c> plays the end user who approves, again after a refresh, and opening it with
/// <c>?answer=decline</c> the one who declines, which leads to the status Failure and the error address; a consent without a bank
/// covers every account; a missing or unusable <c>Consent-ID</c> is answered with 403; the form of <c>resourceId</c>;</item>
/// <item>statuses of consents: the clock expires those that are created, started, awaiting approval or authorized, and all but the last
/// can still be approved; the spelling of those that only the later API has;</item>
/// <item><c>Idempotency-Key</c>: answers are kept as long as the sandbox runs, with status and body, and <c>Retry-After</c> isn't repeated;
/// a request without a valid token leaves nothing;</item>
/// <item>the fields of banks, of a single account, inside <c>transactions</c> and of a single transaction, where balances stand
/// with <c>withBalance</c>, what <c>search</c> looks at, where the next cursor stands, and 400 for bad parameters.</item>
/// </list>
/// </remarks>
public sealed class Psd2Sandbox : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly TokenIssuer _issuer;
    private readonly ConsentStore _consents;
    private readonly RequestLog<SandboxTokenRequest> _tokenRequests = new();
    private readonly RequestLog<SandboxApiRequest> _apiRequests = new();
    private bool _isDisposed;

    private Psd2Sandbox(Psd2SandboxOptions options)
    {
        var clients = options.ValidatedClients();
        ClientId = options.ClientId;
        ClientSecret = options.ClientSecret;
        _issuer = new(options.TimeProvider, options.TokenLifetime);
        _app = BuildHost(options.Port);

        var today = DateOnly.FromDateTime(options.TimeProvider.GetUtcNow().UtcDateTime);
        var data = new SandboxData(options.Seed, today, options.BookedTransactions);
        _consents = new(options.TimeProvider);

        var bearerCheck = new BearerCheck(_issuer);
        AddMiddleware(options.TimeProvider, bearerCheck);
        MapTokenEndpoint(new(clients, _issuer));
        new ConsentVisit(_consents).Map(_app);
        var api = _app.MapGroup("/api");
        new ConsentsResource(_consents, data, new(bearerCheck)).Map(api);
        new BanksResource(data).Map(api);
        new AccountsResource(data, new(_consents), options.TransactionPageSize).Map(api);
    }

    /// <summary>The token endpoint, <c>http://127.0.0.1:{port}/connect/token</c>; a tenant's is <c>/{tenant}/connect/token</c>.</summary>
    public Uri TokenEndpoint { get; private set; } = null!;

    /// <summary>The base address of the API, <c>http://127.0.0.1:{port}/api</c>.</summary>
    public Uri ApiBaseAddress { get; private set; } = null!;

    /// <summary>The id of the first client.</summary>
    public string ClientId { get; }

    /// <summary>The secret of the first client.</summary>
    public string ClientSecret { get; }

    /// <summary>The token requests so far, in the order they arrived, held and dropped ones included. A snapshot of the list.</summary>
    public IReadOnlyList<SandboxTokenRequest> TokenRequests => _tokenRequests.Snapshot();

    /// <summary>The API requests so far, in the order they arrived, held and dropped ones included. A snapshot of the list.</summary>
    public IReadOnlyList<SandboxApiRequest> ApiRequests => _apiRequests.Snapshot();

    /// <summary>What goes wrong at the token endpoint.</summary>
    public SandboxFaults TokenEndpointFaults { get; } = new();

    /// <summary>What goes wrong at the API.</summary>
    public SandboxFaults ApiFaults { get; } = new();

    /// <summary>Starts a sandbox. Dispose it to stop it.</summary>
    /// <param name="configure">Changes the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option has a value that can't work.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<Psd2Sandbox> StartAsync(
        Action<Psd2SandboxOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new Psd2SandboxOptions();
        configure?.Invoke(options);
        var sandbox = new Psd2Sandbox(options);
        try
        {
            await sandbox._app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await sandbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var root = new Uri(sandbox._app.Urls.Single());
        sandbox.TokenEndpoint = new(root, "/connect/token");
        sandbox.ApiBaseAddress = new(root, "/api");
        return sandbox;
    }

    /// <summary>From now on the API answers 401 to every token issued so far.</summary>
    /// <remarks>
    /// A client doesn't renew a token again that it renewed after a 401 less than 30 seconds ago: until then the 401 reaches the caller.
    /// </remarks>
    public void RevokeTokens() => _issuer.RevokeAll();

    /// <summary>Puts a consent, whichever client it belongs to, into another status from now on.</summary>
    /// <remarks>
    /// Time goes on: a consent that is created, started, awaiting approval or authorized, and whose end has come, is expired whatever was
    /// set here. An address that its end user has opened doesn't work again.
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
        if (ConsentStatuses.Find(status) is not { } wanted)
        {
            throw new ArgumentException(
                $"'{status}' is not the status of a consent. Those are {string.Join(", ", ConsentStatuses.All)}.", nameof(status));
        }

        if (!_consents.SetStatus(consentId, wanted))
        {
            throw new ArgumentException($"The sandbox has no consent '{consentId}'.", nameof(consentId));
        }
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

    private static WebApplication BuildHost(int port)
    {
        // Empty: no environment variables, no appsettings.json, no log providers of the process that the sandbox runs in.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        // Answers bring their own type information; endpoints still look up that of object here, and fail where there is none.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolver = SandboxJson.Web);
        return builder.Build();
    }

    /// <summary>What stands between a request and its endpoint, outermost first.</summary>
    private void AddMiddleware(TimeProvider timeProvider, BearerCheck bearerCheck)
    {
        var stopping = _app.Lifetime.ApplicationStopping;
        _app.UseWhen(IsTokenRequest, branch => branch
            .Use(LogTokenRequestAsync)
            .Use(new FaultInjection(TokenEndpointFaults, timeProvider, stopping).InvokeAsync));
        _app.UseWhen(IsApiRequest, branch => branch
            .Use(LogApiRequest)
            .Use(new FaultInjection(ApiFaults, timeProvider, stopping).InvokeAsync));
        // Inside the faults: a fault without a body keeps none.
        _app.UseStatusCodePages(page => Problem.Of(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        _app.UseWhen(IsApiRequest, branch => branch.Use(bearerCheck.InvokeAsync));
    }

    private void MapTokenEndpoint(TokenEndpoint endpoint)
    {
        _app.MapPost("/connect/token", (HttpContext context) => endpoint.Answer(context)).WithMetadata(endpoint);
        _app.MapPost("/{tenant}/connect/token", (HttpContext context, string tenant) => endpoint.Answer(context, tenant))
            .WithMetadata(endpoint);
    }

    private static bool IsTokenRequest(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TokenEndpoint>() is not null;

    // A tenant may be called "api".
    private static bool IsApiRequest(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !IsTokenRequest(context);

    private async Task LogTokenRequestAsync(HttpContext context, RequestDelegate next)
    {
        var request = await SandboxTokenRequest.ReadAsync(context).ConfigureAwait(false);
        _tokenRequests.Add(request);
        context.Features.Set(request);
        NoteStatus(context, request.Answered);
        await next(context).ConfigureAwait(false);
    }

    private Task LogApiRequest(HttpContext context, RequestDelegate next)
    {
        var request = new SandboxApiRequest(context.Request);
        _apiRequests.Add(request);
        NoteStatus(context, request.Answered);
        return next(context);
    }

    /// <summary>Before the answer leaves, so that whoever has received it finds the status in the log.</summary>
    private static void NoteStatus(HttpContext context, Action<int> answered) =>
        context.Response.OnStarting(() =>
        {
            answered(context.Response.StatusCode);
            return Task.CompletedTask;
        });
}
