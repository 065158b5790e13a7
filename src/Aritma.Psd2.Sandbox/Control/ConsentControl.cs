using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>The consents of all clients, whose end user and whose bank the owner can play.</summary>
internal sealed class ConsentControl(SandboxState state, SandboxControl control)
{
    public void Map(RouteGroupBuilder consents)
    {
        consents.WithTags("Consents");
        consents.MapGet("", () => Results.Json(state.Consents.All.Select(Fields), SandboxJson.Web.IEnumerableControlledConsent))
            .WithName("getAllConsents")
            .WithSummary("Lists the consents of all clients.")
            .Produces<IEnumerable<ControlledConsent>>();
        consents.MapPost("", (Delegate)AddAsync)
            .WithName("addConsent")
            .WithSummary("Adds a consent that its end user has approved.")
            .Reads<ConsentToAdd>()
            .Produces<ControlledConsent>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest);
        consents.MapPost("/{id}/approve", (string id, string? bankId) => Decide(id, isApproved: true, bankId))
            .WithName("approveConsent")
            .WithSummary("Approves a consent, as its end user does.")
            .Produces<ConsentDecision>()
            .Refuses(StatusCodes.Status400BadRequest);
        consents.MapPost("/{id}/decline", (string id) => Decide(id, isApproved: false, bankId: null))
            .WithName("declineConsent")
            .WithSummary("Declines a consent, as its end user does.")
            .Produces<ConsentDecision>()
            .Refuses(StatusCodes.Status400BadRequest);
        consents.MapPut("/{id}/status", SetStatusAsync)
            .WithName("setConsentStatus")
            .WithSummary("Puts a consent into another status.")
            .Reads<StatusToSet>()
            .Produces<ControlledConsent>()
            .Refuses(StatusCodes.Status400BadRequest);
    }

    private Task<IResult> AddAsync(HttpContext context) => ControlBody.AnswerAsync(
        context,
        SandboxJson.Web.ConsentToAdd,
        """{"bankId":"an id of GET /api/banks"}, or {}""",
        body => Results.Json(
            Fields(control.AddConsent(body.ClientId, body.BankId)),
            SandboxJson.Web.ControlledConsent,
            statusCode: StatusCodes.Status201Created));

    private IResult Decide(string id, bool isApproved, string? bankId) => ControlBody.Answer(() =>
        Results.Json(ConsentDecision.Of(control.Decide(id, isApproved, bankId)), SandboxJson.Web.ConsentDecision));

    private Task<IResult> SetStatusAsync(HttpContext context, string id) => ControlBody.AnswerAsync(
        context,
        SandboxJson.Web.StatusToSet,
        """{"status":"revoked"}""",
        body => Results.Json(Fields(control.SetConsentStatus(id, body.Status)), SandboxJson.Web.ControlledConsent));

    private ControlledConsent Fields(Consent consent) => ControlledConsent.Of(consent, state.Clock.GetUtcNow());
}
