using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2;

/// <inheritdoc/>
internal sealed class RegistrationOverview(Registrations registrations, IServiceProvider services) : IPsd2Registrations
{
    public IReadOnlyList<Psd2Registration> GetAll() => [.. registrations.Builders.Select(Describe)];

    private Psd2Registration Describe(Psd2Builder builder)
    {
        var sources = services.GetRequiredKeyedService<TokenSources>(builder.Key);
        foreach (var scopes in builder.ScopeSets)
        {
            // Those that no call has asked for are listed too.
            sources.Get(scopes);
        }

        return new Psd2Registration
        {
            Name = builder.Name,
            TokenEndpoint = sources.Settings.TokenEndpoint,
            ApiBaseAddress = sources.Settings.ApiBaseAddress,
            Clients =
            [
                .. registrations.Clients.Where(client => client.Value.Registration == builder).Select(client => new Psd2RegisteredClient
                {
                    HttpClientName = client.Key,
                    Interface = client.Value.Scopes.Interface?.FullName,
                    Scopes = client.Value.Scopes.Default?.Scopes ?? [],
                    Methods = client.Value.Scopes.Methods,
                }),
            ],
            Tokens = [.. sources.All.OrderBy(source => source.Scopes.Key, StringComparer.Ordinal).Select(source => source.Status)],
        };
    }
}
