using System.Net;

namespace Aritma.Psd2.Client;

/// <summary>
/// A call of the PSD2 API failed: the API refused it, can't be reached, or answered with something that can't be read. The message holds
/// neither a token nor anything about the end user.
/// </summary>
/// <remarks>
/// Two failures are not of this type: without an access token there is no call, and its <see cref="Psd2TokenException"/> reaches the caller
/// as it is; so does the <see cref="OperationCanceledException"/> of a caller who cancels.
/// </remarks>
public sealed class Psd2ApiException : Exception
{
    /// <summary>Creates an exception, for tests of code that handles it.</summary>
    /// <param name="message">What went wrong, and the remedy.</param>
    /// <param name="innerException">Its cause, if any.</param>
    public Psd2ApiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The method that failed, such as <c>IAccountsApi.GetTransactionsAsync</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The status of the API's answer; null where there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// What the API says about its refusal; null where it says nothing that can be read. Its texts may speak of the end user: mind where
    /// you log them.
    /// </summary>
    public Psd2Problem? Problem { get; init; }

    /// <summary>
    /// How long the API asks to wait before the next call (<c>Retry-After</c>, RFC 9110 §10.2.3; that Aritma sends one is inferred); null
    /// where it doesn't.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Where in the JSON of the answer reading failed, such as <c>$.accounts[2].id</c>; <c>$</c> where the answer is no JSON at all; null
    /// where it wasn't read.
    /// </summary>
    public string? JsonPath { get; init; }

    /// <summary>The consent that the call was about; null where it was about none.</summary>
    public string? ConsentId { get; init; }

    /// <summary>
    /// Whether the consent seems to be what is wrong: the API refused a call with it by 403 and didn't complain of the token's scopes, or
    /// it doesn't know the consent that was asked for. Read the consent to learn more: unless it is authorized, its user has to be
    /// sent to the bank again. Inferred: Aritma documents the statuses and not their reasons.
    /// </summary>
    public bool IsConsentProblem { get; init; }

    /// <summary>
    /// Whether the same call may succeed later: there was no whole answer, or it was 408, 429 or 5xx. A call that changes something may
    /// have been carried out all the same.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// Whether the request may have been sent and no whole answer arrived, so that it isn't known what the API did. To find out about a
    /// consent that was to be created, repeat <see cref="IConsentsApi.CreateConsentWithKeyAsync"/> with the same key.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }
}
