namespace Aritma.Psd2.Tokens;

/// <summary>What token requests are made with: the part of the options that may change while the application runs.</summary>
internal sealed class TokenRequestSettings
{
    public TokenRequestSettings(Psd2Builder registration, Psd2Options options, Uri endpoint)
    {
        Registration = registration;
        Endpoint = endpoint;
        Credentials = string.IsNullOrEmpty(options.ClientSecret)
            ? null
            : new Psd2ClientCredentials(options.ClientId!, options.ClientSecret);
        Authentication = options.ClientAuthentication;
        Timeout = options.TokenRequestTimeout;
    }

    /// <summary>Whose settings they are, for messages.</summary>
    public Psd2Builder Registration { get; }

    public Uri Endpoint { get; }

    /// <summary>The credentials of the options; null where a provider brings them.</summary>
    public Psd2ClientCredentials? Credentials { get; }

    public Psd2ClientAuthentication Authentication { get; }

    /// <summary>How long one token request may take with its retries.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Whether tokens that were issued under other settings are this client's still: a new secret changes no token.</summary>
    public bool IsSameClientAs(TokenRequestSettings other) =>
        Endpoint == other.Endpoint && Credentials?.ClientId == other.Credentials?.ClientId;

    public bool IsSameAs(TokenRequestSettings other) =>
        IsSameClientAs(other)
        && Credentials?.ClientSecret == other.Credentials?.ClientSecret
        && Authentication == other.Authentication
        && Timeout == other.Timeout;
}
