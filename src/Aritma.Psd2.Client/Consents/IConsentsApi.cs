using Refit;

namespace Aritma.Psd2.Client;

/// <summary>
/// Consents: one is the permission of one end user to read the accounts at one bank. Creating one is documented for the PSD2 API, the rest
/// for the Banking API V4; that the PSD2 API has it is inferred, and so is that no other scope is needed.
/// </summary>
/// <remarks>
/// <see cref="ConsentsApiExtensions.CreateConsentAsync"/> creates a consent without a key of your own; <see cref="ConsentFlow"/> takes the
/// end user to the bank and back.
/// </remarks>
[Psd2Scopes(Psd2Scope.ChannelPsd2)]
public interface IConsentsApi
{
    /// <summary>Creates a consent, once for each key. Source: quickstart, and Create consent (V4).</summary>
    /// <param name="consent">What the consent is to be.</param>
    /// <param name="idempotencyKey">
    /// Names the attempt, and is never empty: with the same key Aritma gives its first answer again, a refusal too, for a short time that
    /// it doesn't state (<c>Idempotency-Key</c>, V4; inferred for the PSD2 API). So repeat a key only where no answer came, and take a new
    /// one for what is tried anew.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="idempotencyKey"/> is empty.</exception>
    /// <exception cref="Psd2ApiException">
    /// The call failed. <see cref="Psd2ApiException.IsOutcomeUnknown"/> tells whether to repeat the key.
    /// </exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Post("/consents")]
    Task<ConsentSession> CreateConsentWithKeyAsync(
        [Body] NewConsent consent,
        [Header("Idempotency-Key")] Guid idempotencyKey,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists a page of the consents; <see cref="ConsentsApiExtensions.GetAllConsentsAsync"/> reads all pages. Source: Get consents (V4).
    /// </summary>
    /// <param name="cursor">Where the page begins; null: the first page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/consents")]
    Task<ConsentList> GetConsentsAsync(PageCursor? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a consent, and where it stands. Source: Get consent (V4).</summary>
    /// <param name="consentId">The consent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/consents/{consentId}")]
    Task<Consent> GetConsentAsync(string consentId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a new session for a consent. Source: Refresh consent (V4). That its user decides there on a longer time is inferred.
    /// </summary>
    /// <param name="consentId">The consent.</param>
    /// <param name="refresh">What is to be different.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException"><paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Put("/consents/{consentId}/refresh")]
    Task<ConsentSession> RefreshConsentAsync(
        string consentId, [Body] ConsentRefresh refresh, CancellationToken cancellationToken = default);
}
