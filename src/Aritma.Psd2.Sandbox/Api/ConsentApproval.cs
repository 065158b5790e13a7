using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Aritma.Psd2.Sandbox;

/// <summary>The address the end user is sent to. Opening it plays the user who approves; it works once.</summary>
internal sealed class ConsentApproval(ConsentStore consents)
{
    private const string Receipt =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Consent given</title></head>
        <body><h1>Consent given</h1><p>The sandbox's end user has approved. This window can be closed.</p></body></html>
        """;

    public static string AddressOf(Consent consent, HttpContext context) => $"{context.SandboxRoot()}/consent/c/s/{consent.ShortId}";

    public void Map(IEndpointRouteBuilder app) => app.MapGet("/consent/c/s/{shortId}", Approve);

    private IResult Approve(string shortId) => consents.Approve(shortId) switch
    {
        (false, _) => Problem.Of(StatusCodes.Status404NotFound, "No consent has this address."),
        (true, null) => Problem.Of(StatusCodes.Status410Gone, "This address has been used or has expired."),
        (true, { Success: null }) => Results.Content(Receipt, "text/html; charset=utf-8"),
        (true, { Success: { } success, State: null }) => Results.Redirect(success.AbsoluteUri),
        (true, { Success: { } success, State: { } state }) =>
            Results.Redirect(QueryHelpers.AddQueryString(success.AbsoluteUri, "state", state)),
    };
}
