using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Http;

/// <summary>Which HTTP clients of a service collection are PSD2 clients, so that none gets the token handler twice.</summary>
internal sealed class ClientRegistrations
{
    private readonly Dictionary<string, (string? Registration, ClientScopes Scopes)> _clients = new(StringComparer.Ordinal);

    public static ClientRegistrations Of(IServiceCollection services)
    {
        var existing = services.FirstOrDefault(service => !service.IsKeyedService && service.ServiceType == typeof(ClientRegistrations));
        if (existing is not null)
        {
            return (ClientRegistrations)existing.ImplementationInstance!;
        }

        var created = new ClientRegistrations();
        services.AddSingleton(created);
        return created;
    }

    public bool Contains(string client) => _clients.ContainsKey(client);

    /// <summary>Returns false if the client is there already, as the same.</summary>
    /// <exception cref="InvalidOperationException">It is there already, with other scopes or another registration.</exception>
    public bool TryAdd(string client, string? registration, ClientScopes scopes)
    {
        if (!_clients.TryGetValue(client, out var first))
        {
            _clients.Add(client, (registration, scopes));
            return true;
        }

        return first.Registration == registration && first.Scopes.IsSameAs(scopes)
            ? false
            : throw new InvalidOperationException(
                $"The HTTP client '{client}' is a PSD2 client with the scopes {first.Scopes}{Under(first.Registration)} "
                + $"already; it can't be one with {scopes}{Under(registration)} too. Register it once, or each time with the same "
                + "scopes; where methods differ in scopes, from one assembly.");
    }

    private static string Under(string? registration) => registration is null ? "" : $" under the name '{registration}'";
}
