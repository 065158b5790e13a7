using Aritma.Psd2.Http;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2;

/// <summary>Adds clients to one set of credentials and configures them. The generator adds an <c>Add{Client}</c> for each interface.</summary>
public sealed class Psd2Builder
{
    private readonly List<IHttpClientBuilder> _clients = [];
    private readonly List<Action<IHttpClientBuilder>> _configurations = [];

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
    /// The base address has no slash at its end, as Refit wants it: without Refit, write the whole address of a call. Adding a
    /// client once more changes nothing.
    /// </remarks>
    /// <param name="client">The named or typed client.</param>
    /// <param name="scopes">OAuth scope tokens (RFC 6749 §3.3), at least one.</param>
    /// <exception cref="ArgumentException">There is no scope, or one isn't a scope token.</exception>
    /// <exception cref="InvalidOperationException">The client was added already with other scopes or to another registration.</exception>
    public Psd2Builder AddClient(IHttpClientBuilder client, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(client);
        var scopeSet = ScopeSet.Create(scopes);
        if (!ClientRegistrations.Of(Services).TryAdd(client.Name, Name, scopeSet))
        {
            return this;
        }

        TokenHandlerWiring.AddToClient(client, this, scopeSet);
        _clients.Add(client);
        _configurations.ForEach(configure => configure(client));
        return this;
    }

    /// <summary>
    /// Configures the HTTP clients of this registration, those added already and those added later: handlers, time-outs,
    /// resilience. What is added here runs outside of the token handler.
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
    /// <param name="configure">Called at once.</param>
    public Psd2Builder ConfigureTokenClient(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Services.AddHttpClient(TokenClientName));
        return this;
    }

    /// <summary>Names the options and keys the internal services of this registration.</summary>
    internal string Key => Name ?? Options.DefaultName;

    internal string TokenClientName => Name is null ? "Aritma.Psd2.TokenEndpoint" : $"Aritma.Psd2.TokenEndpoint@{Name}";
}
