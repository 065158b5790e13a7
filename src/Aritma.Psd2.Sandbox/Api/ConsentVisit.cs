using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The address the end user is sent to. Opening it plays the user who approves, or, with <c>?answer=decline</c>, the one who declines; it
/// works once. Aritma documents no status for a declined consent: the sandbox assumes that of a failure.
/// </summary>
internal sealed class ConsentVisit(ConsentStore consents)
{
    public static string AddressOf(Consent consent, HttpContext context) => $"{context.SandboxRoot()}/consent/c/s/{consent.ShortId}";

    public void Map(IEndpointRouteBuilder app) => app.MapGet("/consent/c/s/{shortId}", Decide);

    private IResult Decide(string shortId, string? answer)
    {
        if (answer is not (null or "approve" or "decline"))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "answer is neither approve nor decline.");
        }

        var decision = answer == "decline" ? ConsentStatus.Failure : ConsentStatus.Authorized;
        return consents.Decide(shortId, decision) switch
        {
            (false, _) => Problem.Of(StatusCodes.Status404NotFound, "No consent has this address."),
            (true, null) => Problem.Of(StatusCodes.Status410Gone, "This address has been used or has expired."),
            (true, { Return: var whereTo }) => whereTo.AddressAfter(decision) is { } address
                ? Results.Redirect(address)
                : Results.Content(Receipt(decision), "text/html; charset=utf-8"),
        };
    }

    private static string Receipt(ConsentStatus decision)
    {
        var (title, text) = decision == ConsentStatus.Authorized
            ? ("Consent given", "The sandbox's end user has approved.")
            : ("Consent declined", "The sandbox's end user has declined.");
        return $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
            <body><h1>{title}</h1><p>{text} This window can be closed.</p></body></html>
            """;
    }
}
