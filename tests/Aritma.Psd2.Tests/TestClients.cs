using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>Adds clients to a builder, one after the other.</summary>
internal static class TestClients
{
    /// <summary>Makes an HTTP client a client of the builder's registration.</summary>
    public static Psd2Builder AddClient(this Psd2Builder builder, IHttpClientBuilder client, params string[] scopes)
    {
        _ = builder.Name is { } name ? client.AddPsd2Token(name, scopes) : client.AddPsd2Token(scopes);
        return builder;
    }

    /// <summary>Adds a client as generated code does, with an HTTP client in the place of Refit's.</summary>
    public static Psd2Builder AddGeneratedClient(
        this Psd2Builder builder, Psd2ClientScopes scopes, Action<IHttpClientBuilder>? configure = null) => Psd2GeneratedCode.AddClient(
            builder, scopes, MethodScopes.Method.Key, refitSettings: null, name => builder.Services.AddHttpClient(name), configure);
}
