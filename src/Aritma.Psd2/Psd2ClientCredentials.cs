using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Aritma.Psd2;

/// <summary>The id and the secret that a client authenticates with at the token endpoint (RFC 6749 §2.3.1).</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Psd2ClientCredentials
{
    /// <summary>Creates credentials.</summary>
    /// <param name="clientId">The client id that Aritma gave you.</param>
    /// <param name="clientSecret">The client secret that Aritma gave you.</param>
    /// <exception cref="ArgumentException">One is missing, or holds a character that RFC 6749 appendix A doesn't allow.</exception>
    public Psd2ClientCredentials(string clientId, string clientSecret)
    {
        ClientId = Checked(clientId, nameof(clientId));
        ClientSecret = Checked(clientSecret, nameof(clientSecret));
    }

    /// <summary>The client id.</summary>
    public string ClientId { get; }

    /// <summary>The client secret. Never log it.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ClientSecret { get; }

    /// <summary>Names the client without its secret.</summary>
    public override string ToString() => $"Client '{ClientId}'";

    /// <summary>Whether a client id or secret has only the characters of RFC 6749 appendix A.</summary>
    internal static bool IsWellFormed(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    // The value itself stays out of the message: it may be the secret.
    private static string Checked(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return IsWellFormed(value)
            ? value
            : throw new ArgumentException("It holds a character that RFC 6749 appendix A doesn't allow, such as a line break.", name);
    }
}
