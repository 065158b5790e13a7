using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>Lets an account call through whose <c>Consent-ID</c> is an authorized consent of the calling client.</summary>
internal sealed class ConsentCheck(ConsentStore consents) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (consents.Find(http.ClientId(), http.Request.Headers["Consent-ID"]) is not { } consent)
        {
            return Refuse("The Consent-ID header is missing, or the client has no such consent.");
        }

        if (!consent.IsUsableAt(consents.Now))
        {
            return Refuse($"The consent is not authorized: its status is {consent.StatusAt(consents.Now)}.");
        }

        http.Features.Set(consent);
        return next(context);
    }

    private static ValueTask<object?> Refuse(string detail) => new(Problem.Of(StatusCodes.Status403Forbidden, detail));
}
