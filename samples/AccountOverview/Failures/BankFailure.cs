using System.Net;
using Aritma.Psd2;
using Aritma.Psd2.Client;
using Refit;

namespace AccountOverview.Failures;

/// <summary>What a user is told about a failure: never what an exception or the API says, which is for developers and logs.</summary>
/// <param name="Status">The status of the page.</param>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to know about it.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record BankFailure(int Status, string Title, string Text, Remedy Remedy)
{
    /// <summary>When it is worth trying again; null where nobody says.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a developer wants to know, without secrets and without anything about the user.</summary>
    public string? ForDevelopers { get; init; }

    /// <summary>Describes a failure of the bank, of Aritma or of the credentials; null: it is none of these, and so it is a bug.</summary>
    public static BankFailure? Of(Exception exception) => exception switch
    {
        Psd2ApiException api => Of(api) with { ForDevelopers = api.Message },
        ConsentStateException foreign => new(
            400,
            "This link can't be used to connect a bank",
            "It was opened in another browser, took longer than an hour, or has been used already.",
            Remedy.ConnectAgain)
        {
            ForDevelopers = foreign.Message,
        },
        _ when Psd2TokenException.FindIn(exception) is { } token => Of(token) with { ForDevelopers = token.Message },
        // IBankDirectoryApi throws those of Refit.
        ApiException refused => OfStatus(refused.StatusCode) with
        {
            RetryAfter = refused.Headers.RetryAfter?.Delta,
            ForDevelopers = refused.Message,
        },
        ApiRequestException lost => Unreachable with { ForDevelopers = lost.Message },
        _ => null,
    };

    private static BankFailure NoSuchAccount => new(
        404, "There is no such account", "The bank doesn't know it, or doesn't show it to this application.", Remedy.GoBack);

    private static BankFailure Unreachable => new(
        503, "The banks can't be reached right now", "The service between this application and the banks doesn't answer.", Remedy.TryAgain);

    private static BankFailure NotAllowed => new(
        500,
        "The banks can't be accessed at the moment",
        "You don't need to do anything: the error has been recorded.",
        Remedy.GoBack);

    private static BankFailure Of(Psd2ApiException failure) => failure switch
    {
        { IsConsentProblem: true } => new(
            409, "The bank doesn't show your accounts any more", "Your permission can't be used.", Remedy.ConnectAgain),
        { StatusCode: null, IsTransient: true } => Unreachable,
        { StatusCode: HttpStatusCode.NotFound } when failure.Operation?.StartsWith("IAccountsApi.", StringComparison.Ordinal) == true =>
            NoSuchAccount,
        _ => OfStatus(failure.StatusCode) with { RetryAfter = failure.RetryAfter },
    };

    private static BankFailure OfStatus(HttpStatusCode? status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => NotAllowed,
        HttpStatusCode.TooManyRequests => new(
            503, "The bank has been asked too often", "Banks limit how often they may be asked.", Remedy.TryAgain),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new(
            503, "The bank can't answer right now", "The trouble is at the bank. Your connection to it is still there.", Remedy.TryAgain),
        _ => new(502, "The bank sent an unexpected response", "Trying again won't help. The error has been recorded.", Remedy.GoBack),
    };

    private static BankFailure Of(Psd2TokenException failure) =>
        failure.IsTransient ? Unreachable with { RetryAfter = failure.RetryAfter } : NotAllowed;
}
