using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Aritma.Psd2.Http;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aritma.Psd2;

/// <summary>
/// Adds clients to one set of credentials and configures them. The generator adds an <c>Add{Client}</c> for each interface.
/// </summary>
public sealed class Psd2Builder
{
    /// <summary>The call's method carries no token. Used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public const int Anonymous = -1;

    /// <summary>The call's method has no scopes: the call throws. Used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public const int NoScopes = -2;

    /// <summary>The request doesn't say which method makes it: the call throws. Used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public const int UnknownMethod = -3;

    private readonly List<IHttpClientBuilder> _clients = [];
    private readonly List<Action<IHttpClientBuilder>> _configurations = [];
    private readonly Dictionary<string, ScopeSet> _scopeSets = new(StringComparer.Ordinal);
    private IConfiguration? _configuration;

    internal Psd2Builder(IServiceCollection services, string? name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>The services that the clients are registered in.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of a named registration, whose clients are keyed services; null for the default one.</summary>
    public string? Name { get; }

    /// <summary>
    /// Makes an <see cref="HttpClient"/> a PSD2 client: its base address is set, and each of its calls carries an access token
    /// that holds exactly the given scopes, unless the caller sets an Authorization header.
    /// </summary>
    /// <remarks>
    /// Relative addresses of calls are relative to <see cref="Psd2Options.ApiBaseAddress"/>: <c>accounts</c>, without a slash in
    /// front. Adding a client once more changes nothing.
    /// </remarks>
    /// <param name="client">The named or typed client.</param>
    /// <param name="scopes">OAuth scope tokens (RFC 6749 §3.3), at least one.</param>
    /// <exception cref="ArgumentException">There is no scope, one isn't a scope token, or the client has no name.</exception>
    /// <exception cref="InvalidOperationException">The client was added already with other scopes or to another registration.</exception>
    public Psd2Builder AddClient(IHttpClientBuilder client, params string[] scopes) =>
        Add(client, name => ClientScopes.OfAllCalls(name, scopes));

    /// <summary>
    /// The client of a Refit interface if it is added already: Refit mustn't register it again, which would undo what was configured since.
    /// Called by generated code.
    /// </summary>
    /// <param name="name">The name of its HTTP client, without that of a named registration.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IHttpClientBuilder? FindGeneratedClient(string name)
    {
        var client = Name is null ? name : $"{name}@{Name}";
        return ClientRegistrations.Of(Services).Contains(client) ? Services.AddHttpClient(client) : null;
    }

    /// <summary>
    /// As <see cref="AddClient"/>, for the HTTP client of a Refit interface whose methods differ in their scopes. Called by generated code.
    /// </summary>
    /// <param name="client">The HTTP client that Refit registered.</param>
    /// <param name="scopeSets">The scope sets of its methods; none where all of them are anonymous.</param>
    /// <param name="scopeSetOf">
    /// The index of a call's scope set; or <see cref="Anonymous"/>, <see cref="NoScopes"/> or <see cref="UnknownMethod"/>.
    /// </param>
    /// <exception cref="ArgumentException">A set has no scope, or one isn't a scope token; or the client has no name.</exception>
    /// <exception cref="InvalidOperationException">The client was added already with other scopes or to another registration.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Psd2Builder AddGeneratedClient(IHttpClientBuilder client, string[][] scopeSets, Func<HttpRequestMessage, int> scopeSetOf) =>
        Add(client, name => ClientScopes.OfMethods(name, scopeSets, scopeSetOf));

    private Psd2Builder Add(IHttpClientBuilder client, Func<string, ClientScopes> scopesOf)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (string.IsNullOrEmpty(client.Name) || client.Name == TokenClientName)
        {
            throw new ArgumentException(
                "Only a named or typed HTTP client can be a PSD2 client: not the defaults of all clients, and not the token client.",
                nameof(client));
        }

        var scopes = scopesOf(client.Name);
        if (!ClientRegistrations.Of(Services).TryAdd(client.Name, Name, scopes))
        {
            return this;
        }

        client.ConfigureHttpClient((services, http) =>
            http.BaseAddress = services.GetRequiredKeyedService<TokenRequestSettingsMonitor>(Key).Endpoints.ApiBaseAddress);
        TokenHandlerWiring.AddToClient(client, this, scopes);
        foreach (var scopeSet in scopes.Sets)
        {
            _scopeSets.TryAdd(scopeSet.Key, scopeSet);
        }

        _clients.Add(client);
        _configurations.ForEach(configure => configure(client));
        return this;
    }

    /// <summary>
    /// Configures the HTTP clients of this registration, those added already and those added later: handlers, time-outs,
    /// resilience. What is added here runs outside of the token handler, which stays the innermost one unless something else is
    /// added by <c>PostConfigureAll</c> or a handler filter.
    /// </summary>
    /// <param name="configure">Called once with each client.</param>
    public Psd2Builder ConfigureClients(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configurations.Add(configure);
        _clients.ForEach(configure);
        return this;
    }

    /// <summary>Configures the HTTP client that sends the token requests of this registration: proxy, client certificate.</summary>
    /// <remarks>A retry handler that is added here takes the place of the built-in retries: what it gives up isn't repeated.</remarks>
    /// <param name="configure">Called at once.</param>
    public Psd2Builder ConfigureTokenClient(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Services.AddHttpClient(TokenClientName));
        return this;
    }

    /// <summary>
    /// Takes the client credentials from code, a vault's client for instance, in place of <see cref="Psd2Options.ClientId"/> and
    /// <see cref="Psd2Options.ClientSecret"/>. It is asked for them at each token request. It
    /// applies to this registration alone.
    /// </summary>
    /// <remarks>The options' <see cref="Psd2Options.ClientSecret"/> must be absent, else the host doesn't start.</remarks>
    /// <typeparam name="TProvider">Created once for the registration, with constructor arguments from the services.</typeparam>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public Psd2Builder AddClientCredentialsProvider<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
        where TProvider : class, IPsd2ClientCredentialsProvider =>
        AddClientCredentialsProvider(services => ActivatorUtilities.CreateInstance<TProvider>(services));

    /// <inheritdoc cref="AddClientCredentialsProvider{TProvider}()"/>
    /// <param name="create">Creates the provider. Called once.</param>
    public Psd2Builder AddClientCredentialsProvider(Func<IServiceProvider, IPsd2ClientCredentialsProvider> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (HasCredentialsProvider)
        {
            throw new InvalidOperationException($"The client credentials of {this} come from another provider already. Add one only.");
        }

        HasCredentialsProvider = true;
        Services.AddKeyedSingleton(Key, (services, _) => create(services));
        return this;
    }

    /// <summary>
    /// Fetches the tokens of all clients of this registration when the host starts, so that the first calls don't wait for them. A
    /// token that can't be had is logged, and fetched when it is needed.
    /// </summary>
    /// <remarks>
    /// The start waits for the tokens: where the token endpoint hangs, up to <see cref="Psd2Options.TokenRequestTimeout"/> for each
    /// registration that this was called on. Mind start-up probes.
    /// </remarks>
    /// <param name="failStart">
    /// Whether a token that can't be had makes the host's start throw its <see cref="Psd2TokenException"/> instead.
    /// </param>
    public Psd2Builder AddTokenWarmup(bool failStart = false)
    {
        Services.AddSingleton<IHostedService>(services => new TokenWarmup(
            ScopeSets,
            services.GetRequiredKeyedService<TokenSources>(Key),
            failStart,
            services.GetRequiredService<ILogger<TokenWarmup>>()));
        return this;
    }

    /// <summary>Names the registration, as in messages.</summary>
    public override string ToString() => Name is null ? "the default PSD2 registration" : $"the PSD2 registration '{Name}'";

    /// <summary>Reads the options from a section, and again when it changes.</summary>
    /// <exception cref="InvalidOperationException">They come from another section already.</exception>
    internal void BindTo(IConfiguration configuration)
    {
        var path = Psd2OptionsBinding.Path(configuration);
        if (_configuration is null)
        {
            _configuration = configuration;
            Services.AddOptions<Psd2Options>(Key).Configure(options => Psd2OptionsBinding.Bind(configuration, Key, options));
        }
        else if (!string.Equals(ConfigurationPath, path, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The options of {this} are read from '{ConfigurationPath}' already, and can't be read from '{path}' too: one's "
                + "secret could go to the other's endpoint. Use the same section, or give one of the two a name.");
        }
    }

    /// <summary>Names the options and keys the internal services of this registration.</summary>
    internal string Key => Name ?? Options.DefaultName;

    /// <summary>The path of the section that the options come from; null where they come from code.</summary>
    internal string? ConfigurationPath => _configuration is null ? null : Psd2OptionsBinding.Path(_configuration);

    /// <summary>Whether that section has no values, most likely because its name is wrong.</summary>
    internal bool IsSectionEmpty => _configuration is not null && !_configuration.GetChildren().Any();

    /// <summary>Signals a change of that section; null where the options come from code.</summary>
    internal Func<IChangeToken>? ReloadToken => _configuration is null ? null : _configuration.GetReloadToken;

    internal bool HasCredentialsProvider { get; private set; }

    /// <summary>The scope sets of the clients, each once.</summary>
    internal IReadOnlyCollection<ScopeSet> ScopeSets => _scopeSets.Values;

    internal string TokenClientName => Name is null ? "Aritma.Psd2.TokenEndpoint" : $"Aritma.Psd2.TokenEndpoint@{Name}";
}
