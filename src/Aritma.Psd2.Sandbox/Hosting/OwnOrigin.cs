using System.Net;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Keeps pages of other origins, open in the owner's browser, from controlling the sandbox or reading its page: by a form or a script, or
/// by a name of theirs that they let point to 127.0.0.1.
/// </summary>
internal sealed class OwnOrigin : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!IsLoopback(request.Host.Host))
        {
            return new(Problem.Of(
                StatusCodes.Status403Forbidden, "The sandbox's page and control answer to 127.0.0.1 and localhost, and to no other Host."));
        }

        return IsOfAnotherOrigin(request)
            ? new(Problem.Of(StatusCodes.Status403Forbidden, "Pages of other origins can't control the sandbox."))
            : next(context);
    }

    /// <summary>A link to the page is none: the page that has it doesn't see where it leads.</summary>
    private static bool IsOfAnotherOrigin(HttpRequest request) =>
        (request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}")
        || (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && request.Headers["Sec-Fetch-Mode"] != "navigate");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
