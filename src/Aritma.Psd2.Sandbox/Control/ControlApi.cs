using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// What the owner sees of the sandbox and does to it, over HTTP: the same as in C#. Nothing here shows a secret or a token.
/// </summary>
internal sealed class ControlApi(SandboxState state, SandboxControl owner)
{
    public void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/sandbox").AddEndpointFilter(new OwnOrigin());
        control.MapGet("/clock", () => Results.Json(Clock, SandboxJson.Web.ClockFields));
        control.MapPost("/clock/advance", (Delegate)AdvanceClockAsync);
        control.MapPost("/tokens/revoke", RevokeTokens);
        control.MapPost("/reset", Reset);
        control.MapGet("/token-requests", () => Results.Json(
            state.TokenRequests.Snapshot().Select(TokenRequestFields.Of), SandboxJson.Web.IEnumerableTokenRequestFields));
        control.MapGet("/api-requests", () => Results.Json(
            state.ApiRequests.Snapshot().Select(ApiRequestFields.Of), SandboxJson.Web.IEnumerableApiRequestFields));
        var stopping = app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var events = new ChangeEvents(state.Changes, stopping);
        control.MapGet("/events", (CancellationToken callerLeft) => Results.ServerSentEvents(events.StreamAsync(callerLeft)));
        new FaultControl(state).Map(control.MapGroup("/faults"));
        new ConsentControl(state, owner).Map(control.MapGroup("/consents"));
        new AccountControl(state, owner).Map(control.MapGroup("/accounts"));
    }

    private ClockFields Clock => new(state.Clock.GetUtcNow(), (long)state.Clock.Ahead.TotalSeconds);

    private Task<IResult> AdvanceClockAsync(HttpContext context) => ControlBody.AnswerAsync(
        context,
        SandboxJson.Web.ClockAdvance,
        """{"seconds":3600}""",
        body =>
        {
            state.Clock.Advance(body.Seconds);
            return Results.Json(Clock, SandboxJson.Web.ClockFields);
        });

    private IResult RevokeTokens()
    {
        state.RevokeTokens();
        return Results.NoContent();
    }

    private IResult Reset()
    {
        state.Reset();
        return Results.NoContent();
    }
}
