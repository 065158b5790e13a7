using Aritma.Psd2.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2;

/// <summary>The registrations of a service collection, and which of its HTTP clients are PSD2 clients.</summary>
internal sealed class Registrations
{
    private readonly IServiceCollection _services;
    private readonly List<Psd2Builder> _builders = [];
    private readonly Dictionary<string, RegisteredClient> _clients = new(StringComparer.Ordinal);

    private Registrations(IServiceCollection services) => _services = services;

    public IReadOnlyList<Psd2Builder> Builders => _builders;

    /// <summary>The clients by the names of their HTTP clients.</summary>
    public IReadOnlyDictionary<string, RegisteredClient> Clients => _clients;

    public static Registrations Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service is { IsKeyedService: false, ImplementationInstance: Registrations existing })
            {
                return existing;
            }
        }

        var registrations = new Registrations(services);
        services.AddSingleton(registrations);
        return registrations;
    }

    /// <summary>One builder for each name, so that a library and the application add clients to the same credentials.</summary>
    public Psd2Builder GetOrAdd(string? name)
    {
        var builder = _builders.Find(existing => existing.Name == name);
        if (builder is null)
        {
            builder = new Psd2Builder(_services, name);
            _builders.Add(builder);
            RegistrationServices.Add(builder);
        }

        return builder;
    }

    /// <summary>Returns false if the client is there already, as the same.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is there already: with other scopes or settings, in another registration, or as the client of another interface.
    /// </exception>
    public bool TryAddClient(string name, RegisteredClient client)
    {
        if (_clients.TryAdd(name, client))
        {
            return true;
        }

        var first = _clients[name];
        if (first.Scopes.Interface != client.Scopes.Interface)
        {
            throw new InvalidOperationException(
                $"The HTTP client '{name}' is that of '{first.Scopes.Interface?.AssemblyQualifiedName}' already; it can't be that of "
                + $"'{client.Scopes.Interface?.AssemblyQualifiedName}' too. Rename one of the two, or put it into another namespace.");
        }

        if (first.Registration != client.Registration || !first.Scopes.IsSameAs(client.Scopes))
        {
            throw new InvalidOperationException(
                $"The HTTP client '{name}' is a PSD2 client with the scopes '{first.Scopes}' of {first.Registration} already; it can't "
                + $"be one with '{client.Scopes}' of {client.Registration} too. Register it once, or each time with the same scopes.");
        }

        return client.RefitSettings is null || client.RefitSettings == first.RefitSettings
            ? false
            : throw new InvalidOperationException(
                $"The HTTP client '{name}' is a PSD2 client of {first.Registration} already, with other Refit settings or none, so that "
                + "these would have no effect. Pass the same each time, or pass them where the client is added first and nowhere else.");
    }
}

/// <param name="Registration">The registration that a client belongs to.</param>
/// <param name="Scopes">What its calls ask for.</param>
/// <param name="RefitSettings">What makes its Refit settings; null for Refit's own.</param>
internal sealed record RegisteredClient(Psd2Builder Registration, ClientScopes Scopes, Delegate? RefitSettings);
