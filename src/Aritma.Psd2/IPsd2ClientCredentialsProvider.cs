namespace Aritma.Psd2;

/// <summary>
/// Supplies the client credentials from where they are kept, a vault for instance, in place of
/// <see cref="Psd2Options.ClientId"/> and <see cref="Psd2Options.ClientSecret"/>. Add it with
/// <see cref="Psd2Builder.AddClientCredentialsProvider{TProvider}"/>.
/// </summary>
public interface IPsd2ClientCredentialsProvider
{
    /// <summary>
    /// Returns the credentials for the token request that is about to be made. It is called for each one, so that a rotated secret is in
    /// use at once; calls are rare, as tokens are kept, but those for different scopes may overlap.
    /// </summary>
    /// <remarks>
    /// While the token endpoint refuses the credentials it is asked again, at most every 5 seconds and only when a call needs a token:
    /// other credentials are tried at once, the same ones after a pause of at most a minute. What it throws reaches the callers as the
    /// inner exception of a transient <see cref="Psd2TokenException"/>, after retries. A token is kept when the secret has changed; another
    /// client id takes effect with the next token.
    /// </remarks>
    /// <param name="context">What the credentials are for.</param>
    /// <param name="cancellationToken">Cancelled when the time limit of the token request is over, or the host stops.</param>
    ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
        Psd2ClientCredentialsContext context, CancellationToken cancellationToken);
}
