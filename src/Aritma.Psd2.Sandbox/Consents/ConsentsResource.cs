using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Consents. The sandbox assumes: 400 for a bad body (Aritma documents none); <c>resourceId</c> is the consent's path; a refreshed consent
/// is usable again only after it has been approved again.
/// </summary>
internal sealed class ConsentsResource(SandboxState state)
{
    private const int PageSize = 50;

    private const string Unreadable = "The body is no JSON object of the documented shape, or its Content-Type isn't application/json.";

    private readonly ConsentStore _consents = state.Consents;

    public void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/consents").WithMetadata(new RequiredScopes(SandboxScopes.ChannelPsd2)).WithTags("Consents");
        // Cast, or the overload for a bare RequestDelegate would throw the result away.
        group.MapPost("", (Delegate)CreateAsync)
            .WithMetadata(state.Replays)
            .WithName("createConsent")
            .WithSummary("Creates a consent, which its end user has to approve.")
            .MayRead<ConsentBody>()
            .Produces<ConsentSession>()
            .Produces<ConsentSession>(StatusCodes.Status201Created);
        group.MapGet("", List)
            .WithName("getConsents")
            .WithSummary("Lists a page of the client's consents.")
            .Produces<ConsentList>();
        group.MapGet("/{id}", Get)
            .WithName("getConsent")
            .WithSummary("Reads a consent.")
            .Produces<ConsentFields>()
            .Refuses(StatusCodes.Status404NotFound);
        group.MapPut("/{id}/refresh", RefreshAsync)
            .WithName("refreshConsent")
            .WithSummary("Opens a new session for a consent, in which its end user approves again.")
            .MayRead<RefreshBody>()
            .Produces<ConsentSession>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status404NotFound);
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var body = await ConsentBody.ReadAsync(context).ConfigureAwait(false);
        return state.Replays.AnswerOnce(context, () =>
        {
            var now = _consents.Now;
            if (Refusal(body, now) is { } refusal)
            {
                return refusal;
            }

            var bank = state.Data.FindBank(body!.BankId);
            var consent = _consents.Create(context.ClientId(), bank, body.ExpiresAt(now), body.Return);
            return StoredAnswer.Json(StatusCodes.Status201Created, Session(consent, context), SandboxJson.Web.ConsentSession);
        });
    }

    private async Task<IResult> RefreshAsync(HttpContext context, string id)
    {
        var body = await ConsentBody.ReadAsync(context).ConfigureAwait(false);
        var now = _consents.Now;
        if (Refusal(body, now) is { } refusal)
        {
            return refusal;
        }

        return _consents.Refresh(context.ClientId(), id, body!.ExpiresAt(now), body.Return) is { } consent
            ? Results.Json(Session(consent, context), SandboxJson.Web.ConsentSession, statusCode: StatusCodes.Status201Created)
            : NotFound();
    }

    private IResult Get(HttpContext context, string id) =>
        _consents.Find(context.ClientId(), id) is { } consent
            ? Results.Json(ConsentFields.Of(consent, _consents.Now), SandboxJson.Web.ConsentFields)
            : NotFound();

    private IResult List(HttpContext context) =>
        ListPage<Consent>.Of(_consents.Of(context.ClientId()), PageSize, "consents", context) is { } page
            ? Results.Json(
                new(page.Items.Select(consent => ConsentFields.Of(consent, _consents.Now)), page.Links), SandboxJson.Web.ConsentList)
            : Problem.Of(StatusCodes.Status400BadRequest, "cursor is not one of this list.");

    private StoredAnswer? Refusal(ConsentBody? body, DateTimeOffset now) =>
        (body is null ? Unreadable : body.Refusal(state.Data, now)) is { } detail
            ? StoredAnswer.Json(
                StatusCodes.Status400BadRequest, Problem.Body(StatusCodes.Status400BadRequest, detail), SandboxJson.Web.ProblemDetails)
            : null;

    private ConsentSession Session(Consent consent, HttpContext context) => new(
        consent.Id,
        consent.ResourceId,
        ConsentVisit.AddressOf(consent, context),
        consent.StatusAt(_consents.Now).ToString(),
        consent.Return.State);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "The client has no such consent.");
}
