using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>The consents of all clients, whose end user and whose bank the owner can play.</summary>
internal sealed class ConsentControl(SandboxState state, SandboxControl control)
{
    public void Map(IEndpointRouteBuilder consents)
    {
        consents.MapGet("", () => Results.Json(state.Consents.All.Select(Fields), SandboxJson.Web.IEnumerableControlledConsent));
        consents.MapPost("", (Delegate)AddAsync);
        consents.MapPost("/{id}/approve", (string id, string? bankId) => Decide(id, isApproved: true, bankId));
        consents.MapPost("/{id}/decline", (string id) => Decide(id, isApproved: false, bankId: null));
        consents.MapPut("/{id}/status", SetStatusAsync);
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
        Results.Json(new(control.Decide(id, isApproved, bankId)), SandboxJson.Web.ConsentDecision));

    private Task<IResult> SetStatusAsync(HttpContext context, string id) => ControlBody.AnswerAsync(
        context,
        SandboxJson.Web.StatusToSet,
        """{"status":"revoked"}""",
        body => Results.Json(Fields(control.SetConsentStatus(id, body.Status)), SandboxJson.Web.ControlledConsent));

    private ControlledConsent Fields(Consent consent) => ControlledConsent.Of(consent, state.Clock.GetUtcNow());
}
