using System.Diagnostics;

namespace Aritma.Psd2;

/// <summary>The id and the secret that a client authenticates with at the token endpoint (RFC 6749 §2.3.1).</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Psd2ClientCredentials
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _clientSecret;

    /// <summary>Creates credentials.</summary>
    /// <param name="clientId">The client id that Aritma gave you.</param>
    /// <param name="clientSecret">The client secret that Aritma gave you.</param>
    /// <exception cref="ArgumentException">One is missing, or holds a character that RFC 6749 appendix A doesn't allow.</exception>
    public Psd2ClientCredentials(string clientId, string clientSecret)
    {
        ClientId = Checked(clientId, nameof(clientId));
        _clientSecret = Checked(clientSecret, nameof(clientSecret));
    }

    /// <summary>The client id.</summary>
    public string ClientId { get; }

    /// <summary>
    /// The client secret. Never log it. A method, so that what writes all properties of an object, such as a serializer or a logger,
    /// doesn't show it.
    /// </summary>
    public string GetClientSecret() => _clientSecret;

    /// <summary>Names the client without its secret.</summary>
    public override string ToString() => $"Client '{ClientId}'";

    internal bool IsSameAs(Psd2ClientCredentials? other) => ClientId == other?.ClientId && _clientSecret == other._clientSecret;

    /// <summary>Whether a client id or secret has only the characters of RFC 6749 appendix A.</summary>
    internal static bool IsWellFormed(string value)
    {
        foreach (var character in value)
        {
            if (character is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    // The value itself stays out of the message: it may be the secret.
    private static string Checked(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return IsWellFormed(value)
            ? value
            : throw new ArgumentException("It holds a character that RFC 6749 appendix A doesn't allow, such as a line break.", name);
    }
}
