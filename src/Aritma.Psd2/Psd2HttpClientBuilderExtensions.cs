using Aritma.Psd2;
using Aritma.Psd2.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes HTTP clients that Refit has no part in PSD2 clients.</summary>
public static class Psd2HttpClientBuilderExtensions
{
    /// <summary>
    /// Makes an <see cref="HttpClient"/> a PSD2 client of the default credentials: its base address is set, and each of its calls carries
    /// an access token that holds exactly the given scopes, unless the caller sets an Authorization header.
    /// </summary>
    /// <remarks>
    /// Relative addresses of calls are relative to <see cref="Psd2Options.ApiBaseAddress"/>: <c>accounts</c>, without a slash in
    /// front. Adding the token once more changes nothing. The credentials are those of <c>AddPsd2Clients</c> or <c>AddPsd2</c>, called
    /// before or after.
    /// </remarks>
    /// <param name="builder">The named or typed client.</param>
    /// <param name="scopes">OAuth scope tokens (RFC 6749 §3.3), at least one.</param>
    /// <exception cref="ArgumentException">There is no scope, one isn't a scope token, or the client has no name.</exception>
    /// <exception cref="InvalidOperationException">The client was added already with other scopes or credentials.</exception>
    public static IHttpClientBuilder AddPsd2Token(this IHttpClientBuilder builder, params string[] scopes) => Add(builder, null, scopes);

    /// <summary>As <see cref="AddPsd2Token(IHttpClientBuilder, string[])"/>, with named credentials.</summary>
    /// <param name="builder">The named or typed client.</param>
    /// <param name="name">The name of the credentials.</param>
    /// <param name="scopes">OAuth scope tokens (RFC 6749 §3.3), at least one.</param>
    /// <exception cref="ArgumentException">There is no scope, one isn't a scope token, or the client has no name.</exception>
    /// <exception cref="InvalidOperationException">The client was added already with other scopes or credentials.</exception>
    public static IHttpClientBuilder AddPsd2Token(this IHttpClientBuilder builder, string name, IReadOnlyList<string> scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(builder, name, scopes);
    }

    private static IHttpClientBuilder Add(IHttpClientBuilder builder, string? name, IEnumerable<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(scopes);
        var registrations = Registrations.Of(builder.Services);
        if (name is null && registrations.Builders.FirstOrDefault(named => scopes.Contains(named.Name)) is { } mistaken)
        {
            throw new ArgumentException(
                $"'{mistaken.Name}' is the name of a registration. Write its scopes as a list: AddPsd2Token(\"{mistaken.Name}\", [scope]).",
                nameof(scopes));
        }

        registrations.GetOrAdd(name).Add(builder, ClientScopes.OfAllCalls(builder.Name, scopes));
        return builder;
    }
}
