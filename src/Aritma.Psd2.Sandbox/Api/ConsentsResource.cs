using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Consents. The sandbox assumes: 400 for a bad body (Aritma documents none); <c>resourceId</c> is the consent's path; a refreshed consent
/// is usable again only after it has been approved again.
/// </summary>
internal sealed class ConsentsResource(ConsentStore consents, SandboxData data, IdempotentReplays replays)
{
    private const int PageSize = 50;

    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/consents").WithMetadata(new RequiredScopes(SandboxScopes.ChannelPsd2));
        // Cast, or the overload for a bare RequestDelegate would throw the result away.
        group.MapPost("", (Delegate)CreateAsync).WithMetadata(replays);
        group.MapGet("", List);
        group.MapGet("/{id}", Get);
        group.MapPut("/{id}/refresh", RefreshAsync);
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var body = await ConsentBody.ReadAsync(context).ConfigureAwait(false);
        return replays.AnswerOnce(context, () =>
        {
            var now = consents.Now;
            if (Refusal(body, now) is { } refusal)
            {
                return refusal;
            }

            var bankId = body!.BankId is { } id ? Guid.Parse(id) : (Guid?)null;
            var consent = consents.Create(context.ClientId(), bankId, body.ExpiresAt(now), body.Return);
            return StoredAnswer.Json(StatusCodes.Status201Created, Session(consent, context), SandboxJson.Web.ConsentSession);
        });
    }

    private async Task<IResult> RefreshAsync(HttpContext context, string id)
    {
        var body = await ConsentBody.ReadAsync(context).ConfigureAwait(false);
        var now = consents.Now;
        if (Refusal(body, now) is { } refusal)
        {
            return refusal;
        }

        return consents.Refresh(context.ClientId(), id, body!.ExpiresAt(now), body.Return) is { } consent
            ? Results.Json(Session(consent, context), SandboxJson.Web.ConsentSession, statusCode: StatusCodes.Status201Created)
            : NotFound();
    }

    private IResult Get(HttpContext context, string id) =>
        consents.Find(context.ClientId(), id) is { } consent
            ? Results.Json(ConsentFields.Of(consent, consents.Now), SandboxJson.Web.ConsentFields)
            : NotFound();

    private IResult List(HttpContext context) =>
        Page<Consent>.Of(consents.Of(context.ClientId()), PageSize, "consents", context) is { } page
            ? Results.Json(
                new(page.Items.Select(consent => ConsentFields.Of(consent, consents.Now)), page.Links), SandboxJson.Web.ConsentList)
            : Problem.Of(StatusCodes.Status400BadRequest, "cursor is not one of this list.");

    private StoredAnswer? Refusal(ConsentBody? body, DateTimeOffset now) =>
        (body is null ? "The body is no JSON object of the documented shape." : body.Refusal(data, now)) is { } detail
            ? StoredAnswer.Json(
                StatusCodes.Status400BadRequest, Problem.Body(StatusCodes.Status400BadRequest, detail), SandboxJson.Web.ProblemDetails)
            : null;

    private ConsentSession Session(Consent consent, HttpContext context) => new(
        consent.Id,
        consent.ResourceId,
        ConsentVisit.AddressOf(consent, context),
        consent.StatusAt(consents.Now).ToString(),
        consent.Return.State);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "The client has no such consent.");
}
