using System.Diagnostics.CodeAnalysis;
using Aritma.Psd2.Configuration;
using Aritma.Psd2.Http;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2;

/// <summary>
/// Adds clients to one set of credentials and configures them. The generator adds an <c>Add{Client}</c> for each interface.
/// </summary>
public sealed class Psd2Builder
{
    private readonly List<IHttpClientBuilder> _clients = [];
    private readonly List<Action<IHttpClientBuilder>> _configurations = [];
    private readonly List<ScopeSet> _scopeSets = [];

    internal Psd2Builder(IServiceCollection services, string? name) => (Services, Name) = (services, name);

    /// <summary>The services that the clients are registered in.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of a named registration, whose clients are keyed services; null for the default one.</summary>
    public string? Name { get; }

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
    /// <remarks>A retry handler that is added here takes the place of the built-in retries, once it has repeated a request.</remarks>
    /// <param name="configure">Called at once.</param>
    public Psd2Builder ConfigureTokenClient(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Services.AddHttpClient(TokenClientName));
        return this;
    }

    /// <summary>
    /// Takes the client credentials from code, a vault's client for instance, in place of <see cref="Psd2Options.ClientId"/> and
    /// <see cref="Psd2Options.ClientSecret"/>. It is asked for them at each token request, in a scope of services of its own. It applies to
    /// this registration alone.
    /// </summary>
    /// <remarks>The options' <see cref="Psd2Options.ClientSecret"/> must be absent, else the host doesn't start.</remarks>
    /// <typeparam name="TProvider">
    /// Created for each token request, with constructor arguments from the services, scoped ones too.
    /// </typeparam>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public Psd2Builder AddClientCredentialsProvider<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
        where TProvider : class, IPsd2ClientCredentialsProvider
    {
        AddCredentialsProvider();
        Services.AddKeyedScoped<IPsd2ClientCredentialsProvider, TProvider>(Key);
        return this;
    }

    /// <inheritdoc cref="AddClientCredentialsProvider{TProvider}()"/>
    /// <param name="create">
    /// Creates the provider, or finds it among the services. Called for each token request; what it returns isn't disposed.
    /// </param>
    public Psd2Builder AddClientCredentialsProvider(Func<IServiceProvider, IPsd2ClientCredentialsProvider> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        AddCredentialsProvider();
        Services.AddKeyedScoped<IPsd2ClientCredentialsProvider>(Key, (services, _) => new Undisposed(create(services)));
        return this;
    }

    /// <summary>
    /// Requests the tokens of all clients of this registration when the host starts, so that the first calls don't wait for them. A
    /// failure is logged, and the token is requested when it is needed.
    /// </summary>
    /// <remarks>
    /// The start waits for the tokens: if the token endpoint hangs, up to <see cref="Psd2Options.TokenRequestTimeout"/> for each
    /// registration that this was called on. Mind start-up probes.
    /// </remarks>
    /// <param name="failStart">Whether a failure makes the host's start throw its <see cref="Psd2TokenException"/> instead.</param>
    public Psd2Builder AddTokenWarmup(bool failStart = false)
    {
        Services.AddSingleton<IHostedService>(services => new TokenWarmup(
            _scopeSets,
            services.GetRequiredKeyedService<TokenSources>(Key),
            failStart,
            services.GetRequiredService<ILogger<TokenWarmup>>()));
        return this;
    }

    /// <summary>
    /// Adds Refit clients whose calls all request the same scopes, whatever the interfaces declare; only anonymous methods stay so. For an
    /// authorization server that grants its scopes together only.
    /// </summary>
    /// <remarks>
    /// The generated inventory of scopes goes on to list what is declared; <see cref="IPsd2Registrations"/> lists what is requested.
    /// </remarks>
    /// <param name="scopes">The scopes, each as a string of its own.</param>
    /// <param name="addClients">Adds the clients. Called at once.</param>
    /// <exception cref="ArgumentException">There is no scope, or one isn't a scope token (RFC 6749 §3.3).</exception>
    /// <exception cref="InvalidOperationException">One of the clients was added already, with other scopes.</exception>
    public Psd2Builder OverrideScopes(IReadOnlyList<string> scopes, Action<Psd2Builder> addClients)
    {
        ArgumentNullException.ThrowIfNull(addClients);
        var before = OverridingScopes;
        OverridingScopes = ScopeSet.Create(scopes, $"The override of {this}");
        try
        {
            addClients(this);
        }
        finally
        {
            OverridingScopes = before;
        }

        return this;
    }

    /// <summary>Names the registration, as in messages.</summary>
    public override string ToString() => Name is null ? "the default PSD2 registration" : $"the PSD2 registration '{Name}'";

    /// <summary>Reads the options from a section, and again when it changes.</summary>
    /// <exception cref="InvalidOperationException">They come from another section already.</exception>
    internal void BindTo(IConfiguration configuration)
    {
        var path = OptionsBinding.Path(configuration);
        if (Configuration is null)
        {
            Configuration = configuration;
            Services.AddSingleton<IOptionsChangeTokenSource<Psd2Options>>(
                new ConfigurationChangeTokenSource<Psd2Options>(Key, configuration));
            Services.AddOptions<Psd2Options>(Key).Configure(options => OptionsBinding.Bind(configuration, Key, options));
        }
        else if (!string.Equals(ConfigurationPath, path, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The options of {this} are read from '{ConfigurationPath}' already, and can't be read from '{path}' too: one's "
                + "secret could go to the other's endpoint. Use the same section, or another name for one of the two.");
        }
    }

    /// <exception cref="ArgumentException">The client has no name, or is the token client.</exception>
    /// <exception cref="InvalidOperationException">
    /// It is there already, with other scopes or settings, or in another registration.
    /// </exception>
    internal void Add(IHttpClientBuilder client, ClientScopes scopes, Delegate? refitSettings = null)
    {
        if (string.IsNullOrEmpty(client.Name) || client.Name == TokenClientName)
        {
            throw new ArgumentException(
                "Only a named or typed HTTP client can be a PSD2 client: not the defaults of all clients, and not the token client.",
                nameof(client));
        }

        if (!Registrations.Of(Services).TryAddClient(client.Name, new RegisteredClient(this, scopes, refitSettings)))
        {
            return;
        }

        TokenHandlerWiring.AddToClient(client, Key, scopes);
        foreach (var set in scopes.Sets)
        {
            if (!_scopeSets.Exists(known => known.Key == set.Key))
            {
                _scopeSets.Add(set);
            }
        }

        _clients.Add(client);
        _configurations.ForEach(configure => configure(client));
    }

    /// <summary>Names the options and keys the internal services of this registration.</summary>
    internal string Key => Name ?? Options.DefaultName;

    /// <summary>What the options are read from; null where they come from code.</summary>
    internal IConfiguration? Configuration { get; private set; }

    /// <summary>The path of the section that the options come from; null where they come from code.</summary>
    internal string? ConfigurationPath => Configuration is null ? null : OptionsBinding.Path(Configuration);

    /// <summary>Whether <c>AddPsd2</c> was called for it.</summary>
    internal bool HasOptions { get; set; }

    /// <summary>What the clients that are being added request in place of what they declare; null: what they declare.</summary>
    internal ScopeSet? OverridingScopes { get; private set; }

    internal bool HasCredentialsProvider { get; private set; }

    /// <summary>Whether the tokens are shared with other instances of the application.</summary>
    internal bool SharesTokens { get; set; }

    /// <summary>The scope sets of the clients, each once.</summary>
    internal IReadOnlyList<ScopeSet> ScopeSets => _scopeSets;

    internal string TokenClientName => Name is null ? "Aritma.Psd2.TokenEndpoint" : $"Aritma.Psd2.TokenEndpoint@{Name}";

    /// <summary>A provider that the application owns: the scope of a token request would dispose it.</summary>
    private sealed class Undisposed(IPsd2ClientCredentialsProvider provider) : IPsd2ClientCredentialsProvider
    {
        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken) =>
            provider.GetCredentialsAsync(context, cancellationToken);
    }

    private void AddCredentialsProvider() => HasCredentialsProvider = !HasCredentialsProvider
        ? true
        : throw new InvalidOperationException($"The client credentials of {this} come from another provider already. Add one only.");
}
