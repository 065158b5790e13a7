namespace Aritma.Psd2;

/// <summary>What an <see cref="IPsd2ClientCredentialsProvider"/> is asked for.</summary>
/// <param name="registration">The name of the registration; null for the default one.</param>
/// <param name="wereRefused">
/// Whether the token endpoint refused the credentials that the provider returned last for these scopes: a provider that keeps them should
/// look them up anew.
/// </param>
public sealed class Psd2ClientCredentialsContext(string? registration, bool wereRefused)
{
    /// <summary>The name of the registration; null for the default one.</summary>
    public string? Registration { get; } = registration;

    /// <summary>Whether the token endpoint refused the credentials that the provider returned last for these scopes.</summary>
    public bool WereRefused { get; } = wereRefused;
}
