using System.ComponentModel;
using Aritma.Psd2.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2;

/// <summary>What generated code calls. Not meant for code that people write.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Psd2GeneratedCode
{
    /// <summary>Adds the client of a Refit interface to a registration, unless it is there already.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="client">What the client asks for.</param>
    /// <param name="methodNameOption">The name of the request option in which Refit leaves the name of the calling method.</param>
    /// <param name="refitSettings">What makes the Refit settings that <paramref name="addRefitClient"/> gives it, if anything does.</param>
    /// <param name="addRefitClient">
    /// Registers the interface with Refit under a name of an HTTP client. Not called for a client that is there already: that would undo
    /// what was configured since.
    /// </param>
    /// <param name="configureClient">Configures its HTTP client.</param>
    /// <exception cref="ArgumentException">A scope isn't a scope token.</exception>
    /// <exception cref="InvalidOperationException">
    /// The client was added already, with other scopes or other Refit settings.
    /// </exception>
    public static Psd2Builder AddClient(
        Psd2Builder builder,
        Psd2ClientScopes client,
        string methodNameOption,
        Delegate? refitSettings,
        Func<string, IHttpClientBuilder> addRefitClient,
        Action<IHttpClientBuilder>? configureClient)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(addRefitClient);

        // With a prefix that no type name has, so that it is nobody else's HTTP client.
        var name = "Aritma.Psd2/" + client.Client.FullName!.Replace('+', '.') + (builder.Name is null ? "" : "@" + builder.Name);
        var httpClient = Registrations.Of(builder.Services).Clients.ContainsKey(name)
            ? builder.Services.AddHttpClient(name)
            : addRefitClient(name);
        var requested = builder.OverridingScopes is { } all
            ? new Psd2ClientScopes(client.Client, all.Scopes, [.. client.Methods.Where(method => method.IsAnonymous)])
            : client;
        builder.Add(httpClient, ClientScopes.Of(requested, methodNameOption), refitSettings);
        configureClient?.Invoke(httpClient);
        return builder;
    }
}
