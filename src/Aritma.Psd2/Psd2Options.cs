using System.Diagnostics;

namespace Aritma.Psd2;

/// <summary>
/// Where Aritma's PSD2 API and its token endpoint are, and who calls them. Checked when the host starts.
/// </summary>
/// <remarks>
/// When the configuration changes while the application runs, the new values apply. A new secret keeps the tokens; a new client id, tenant
/// or token endpoint drops them. <see cref="Environment"/> and <see cref="ApiBaseAddress"/> are read once: options that change one of
/// these, or that are not valid, are logged as an error and the last ones stay in use.
/// </remarks>
public sealed class Psd2Options
{
    /// <summary>
    /// Chooses the addresses that Aritma documents for <see cref="TokenEndpoint"/> and <see cref="ApiBaseAddress"/>. Required
    /// unless both are given. Read once.
    /// </summary>
    public Psd2Environment? Environment { get; set; }

    /// <summary>
    /// The Aritma ID tenant that issues the tokens; it becomes a path segment of the token endpoint
    /// (<c>https://id.aritma.io/{tenant}/connect/token</c>, Aritma ID's page on tenants; that the development environment does
    /// the same is an assumption of this library). Unset: the default tenant. Not together with <see cref="TokenEndpoint"/>.
    /// </summary>
    public string? Tenant { get; set; }

    /// <summary>The absolute address of the token endpoint (RFC 6749 §3.2). Overrides that of <see cref="Environment"/>.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>
    /// The absolute address that the routes of the interfaces are appended to; a slash at its end makes no difference.
    /// Overrides that of <see cref="Environment"/>. Read once.
    /// </summary>
    public Uri? ApiBaseAddress { get; set; }

    /// <summary>
    /// Origins (scheme, host, port) that calls may go to, tokens included, beside that of <see cref="ApiBaseAddress"/>.
    /// A call to any other origin throws before anything is sent, unless its method is anonymous.
    /// </summary>
    public IList<Uri> AdditionalOrigins { get; } = [];

    /// <summary>
    /// Whether plain http is refused for addresses other than loopback ones, those of anonymous calls included. Default: true.
    /// </summary>
    public bool RequireHttps { get; set; } = true;

    /// <summary>The client id that Aritma gave you. Required unless a credentials provider is added, and not used then.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The client secret that Aritma gave you. Required unless a credentials provider is added; with one it must be absent. Keep it out of
    /// source control. It can't be read, so that what writes all properties of an object, a serializer or a
    /// logger, doesn't show it; a configuration binder other than this library's leaves it out.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ClientSecret { internal get; set; }

    /// <summary>How id and secret are sent to the token endpoint. Default: form fields, as in Aritma's examples.</summary>
    public Psd2ClientAuthentication ClientAuthentication { get; set; }

    /// <summary>
    /// How long a caller may have to wait for a token request with its retries. Default: 30 seconds; at most 10 minutes. A single send
    /// may take a third of it. It takes the place of the time-out of the token client's <see cref="HttpClient"/>.
    /// </summary>
    public TimeSpan TokenRequestTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
