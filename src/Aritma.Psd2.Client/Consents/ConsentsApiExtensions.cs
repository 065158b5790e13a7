namespace Aritma.Psd2.Client;

/// <summary>Calls composed of those of <see cref="IConsentsApi"/>.</summary>
public static class ConsentsApiExtensions
{
    /// <summary>
    /// Creates a consent, with a key of its own. Where no answer comes, because the connection is lost or time runs out, the request is
    /// sent once more with the same key, so that there is one consent in the end. A refusal is final: Aritma would answer the same key
    /// with it again. A resilience handler around the client must leave POST alone, else it asks for that in vain.
    /// </summary>
    /// <param name="consents">The API.</param>
    /// <param name="consent">What the consent is to be.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public static async Task<ConsentSession> CreateConsentAsync(
        this IConsentsApi consents, NewConsent consent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consents);
        ArgumentNullException.ThrowIfNull(consent);
        var key = Guid.NewGuid();
        try
        {
            return await consents.CreateConsentWithKeyAsync(consent, key, cancellationToken).ConfigureAwait(false);
        }
        catch (Psd2ApiException lost) when (lost.IsOutcomeUnknown)
        {
            return await consents.CreateConsentWithKeyAsync(consent, key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads all consents, page by page as they are needed.</summary>
    /// <param name="consents">The API.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="Psd2ApiException">A call failed, or a page has no way to the next one.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public static IAsyncEnumerable<Consent> GetAllConsentsAsync(
        this IConsentsApi consents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consents);
        return Pages
            .FollowAsync(
                "IConsentsApi.GetConsentsAsync",
                consents.GetConsentsAsync,
                page => page.Links?.Next,
                cancellationToken: cancellationToken)
            .SelectMany(page => page.Consents);
    }
}
