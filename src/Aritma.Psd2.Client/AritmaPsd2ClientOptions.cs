namespace Aritma.Psd2.Client;

/// <summary>How the clients of Aritma's PSD2 API call it. Set once, when they are registered.</summary>
public sealed class AritmaPsd2ClientOptions
{
    /// <summary>
    /// The version of the API to ask for, sent as <c>api-version</c>, such as <c>1.0</c>. Null, the default: no such header, and Aritma
    /// takes the newest version (documented for the Banking API V4; inferred for the PSD2 API).
    /// </summary>
    public string? ApiVersion { get; set; }

    /// <summary>
    /// Whether each call requests <c>banking.channel.psd2</c> and <c>banking.ais.read</c> together, as the examples on Aritma's
    /// authentication page do. By default only calls about accounts request both; those about banks and consents request
    /// <c>banking.channel.psd2</c> alone (inferred: Aritma doesn't document which operation needs which scope). Interfaces of your own go
    /// on to request what they declare.
    /// </summary>
    public bool RequestAllScopes { get; set; }

    /// <exception cref="ArgumentException">A value can't be sent.</exception>
    internal void Validate()
    {
        if (ApiVersion is not null && (ApiVersion.Length == 0 || !ApiVersion.All(character => character is > ' ' and <= '~')))
        {
            throw new ArgumentException("ApiVersion can't be a header. Write a version as Aritma does, such as 1.0.", nameof(ApiVersion));
        }
    }
}
