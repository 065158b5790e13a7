using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Aritma.Psd2.Client;

/// <summary>
/// Takes an end user to the bank and back: <see cref="StartAsync"/>, a redirect, then <see cref="CompleteAsync"/> where the browser
/// returns, or <see cref="WaitUntilDecidedAsync"/> where it doesn't. It stores nothing; what one step returns, the next one takes.
/// </summary>
/// <remarks>
/// It rests on reading a consent, and on <c>state</c>: both are documented for the Banking API V4, and inferred for the PSD2 API. Like the
/// clients, it is for one use: what lives long, a background service for instance, obtains it anew each time.
/// </remarks>
/// <param name="consents">The API.</param>
/// <param name="timeProvider">The clock of the waiting; null: the system's.</param>
public sealed class ConsentFlow(IConsentsApi consents, TimeProvider? timeProvider = null)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);
    private const int Attempts = 5;

    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <summary>Creates a consent, and tells where to send its user.</summary>
    /// <param name="start">How the user is sent there.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// What to keep for <see cref="CompleteAsync"/>, and the address to redirect to (303 after a form, RFC 9110 §15.4.4).
    /// </returns>
    /// <exception cref="ArgumentException">No browser could return to an address.</exception>
    /// <exception cref="Psd2ApiException">The call failed, or its answer names no address for the user.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public async Task<PendingConsent> StartAsync(ConsentStart? start = null, CancellationToken cancellationToken = default)
    {
        start ??= new();
        var state = NewState();
        var consent = new NewConsent
        {
            BankId = start.BankId,
            Expires = start.Expires,
            RedirectSettings = start.ToRedirectSettings(),
            State = state,
        };
        var session = await consents.CreateConsentAsync(consent, cancellationToken).ConfigureAwait(false);
        return Pending(session, state, start.UiCulture);
    }

    /// <summary>
    /// Opens a consent again before it ends, and tells where to send its user. That the user has to decide again is inferred: Aritma
    /// documents the address only.
    /// </summary>
    /// <param name="consentId">The consent.</param>
    /// <param name="start">How the user is sent there.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="consentId"/> isn't a valid id, or no browser could return to an address.
    /// </exception>
    /// <exception cref="Psd2ApiException">The call failed, or its answer names no address for the user.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public async Task<PendingConsent> RefreshAsync(
        string consentId, ConsentStart? start = null, CancellationToken cancellationToken = default)
    {
        start ??= new();
        var state = NewState();
        var refresh = new ConsentRefresh { Expires = start.Expires, RedirectSettings = start.ToRedirectSettings(), State = state };
        var session = await consents.RefreshConsentAsync(consentId, refresh, cancellationToken).ConfigureAwait(false);
        return Pending(session, state, start.UiCulture);
    }

    /// <summary>Reads what the user decided, once the browser is back.</summary>
    /// <param name="pending">What <see cref="StartAsync"/> or <see cref="RefreshAsync"/> returned to this user's session.</param>
    /// <param name="state">The query parameter <c>state</c> that the browser brought back.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The consent. It can be used if its status is <see cref="ConsentStatus.Authorized"/>; <see cref="ConsentStatus.Created"/> or
    /// <see cref="ConsentStatus.Started"/> mean that nothing has been decided.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="pending"/> is null or has no state.</exception>
    /// <exception cref="ConsentStateException"><paramref name="state"/> isn't the one that was sent. The API wasn't called.</exception>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public async Task<Consent> CompleteAsync(PendingConsent pending, string? state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentException.ThrowIfNullOrEmpty(pending.State, nameof(pending));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pending.State), Encoding.UTF8.GetBytes(state ?? ""))
            ? await consents.GetConsentAsync(pending.ConsentId, cancellationToken).ConfigureAwait(false)
            : throw new ConsentStateException(
                "The browser came back without the state of this consent. Let the user start again from a page of your own.");
    }

    /// <summary>
    /// Reads the consent again and again until its user has decided: with pauses that grow from 2 to 30 seconds, or as long as the API asks
    /// for. It ends with any status but <see cref="ConsentStatus.Created"/> and <see cref="ConsentStatus.Started"/>, so with
    /// <see cref="ConsentStatus.AwaitingApproval"/> too, which may last for days. After a refresh it ends at once where the API leaves the
    /// consent authorized meanwhile, which isn't documented.
    /// </summary>
    /// <param name="consentId">The consent.</param>
    /// <param name="cancellationToken">Ends the waiting, which has no limit of its own.</param>
    /// <exception cref="ArgumentException"><paramref name="consentId"/> isn't a valid id.</exception>
    /// <exception cref="Psd2ApiException">
    /// A call failed for good, five in a row did, or the API asks to wait for more than an hour.
    /// </exception>
    /// <exception cref="Psd2TokenException">There is no access token, and won't be soon.</exception>
    public async Task<Consent> WaitUntilDecidedAsync(string consentId, CancellationToken cancellationToken = default)
    {
        var (pause, failures) = (ShortestPause, 0);
        while (true)
        {
            var wait = pause;
            try
            {
                var consent = await consents.GetConsentAsync(consentId, cancellationToken).ConfigureAwait(false);
                if (consent.Status != ConsentStatus.Created && consent.Status != ConsentStatus.Started)
                {
                    return consent;
                }

                failures = 0;
            }
            catch (Exception failure) when (IsTransient(failure, out var retryAfter) && ++failures < Attempts)
            {
                wait = retryAfter > pause ? retryAfter.Value : pause;
            }

            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>
    /// Finds the consents that can be used and end soon, so that their users can be asked to refresh them in time. Those of which the API
    /// doesn't say when they end aren't among them.
    /// </summary>
    /// <param name="within">How soon.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="Psd2ApiException">A call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    public async IAsyncEnumerable<Consent> GetExpiringAsync(
        TimeSpan within, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var consent in consents.GetAllConsentsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (consent.Status == ConsentStatus.Authorized && consent.ExpiresAt - _time.GetUtcNow() <= within)
            {
                yield return consent;
            }
        }
    }

    private static bool IsTransient(Exception failure, out TimeSpan? retryAfter)
    {
        (var isTransient, retryAfter) = failure switch
        {
            Psd2ApiException api => (api.IsTransient, api.RetryAfter),
            Psd2TokenException token => (token.IsTransient, token.RetryAfter),
            _ => (false, null),
        };
        return isTransient && (retryAfter is null || retryAfter <= LongestRetryAfter);
    }

    /// <summary>Random enough that nobody guesses it (RFC 6749 §10.10).</summary>
    private static string NewState() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static PendingConsent Pending(ConsentSession session, string state, string? uiCulture)
    {
        if (session.RedirectUrl is not { IsAbsoluteUri: true } address
            || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new Psd2ApiException(
                "The API names no https address at which the user could decide on the consent. Create another one.")
            {
                ConsentId = session.ConsentId,
            };
        }

        return new()
        {
            ConsentId = session.ConsentId,
            State = state,
            RedirectUrl = uiCulture is null ? address : WithCulture(address, uiCulture),
        };
    }

    private static Uri WithCulture(Uri address, string uiCulture)
    {
        var parameter = $"ui-culture={Uri.EscapeDataString(uiCulture)}";
        return new UriBuilder(address)
        {
            Query = address.Query.Length > 1 ? $"{address.Query}&{parameter}" : parameter,
        }.Uri;
    }
}
