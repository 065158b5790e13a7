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
        var control = app.MapGroup("/sandbox").Refuses(StatusCodes.Status403Forbidden).AddEndpointFilter(new OwnOrigin());
        control.MapGet("/clock", () => Results.Json(Clock, SandboxJson.Web.ClockFields))
            .WithTags("Clock")
            .WithName("getClock")
            .WithSummary("Tells the sandbox's time.")
            .Produces<ClockFields>();
        control.MapPost("/clock/advance", (Delegate)AdvanceClockAsync)
            .WithTags("Clock")
            .WithName("advanceClock")
            .WithSummary("Lets time go on at once: consents and tokens expire, limits end, and data change at the banks where they do.")
            .Reads<ClockAdvance>()
            .Produces<ClockFields>()
            .Refuses(StatusCodes.Status400BadRequest);
        control.MapPost("/tokens/revoke", RevokeTokens)
            .WithTags("Sandbox")
            .WithName("revokeTokens")
            .WithSummary("Revokes all tokens issued so far: the API answers 401 to them.")
            .Produces(StatusCodes.Status204NoContent);
        control.MapPost("/reset", Reset)
            .WithTags("Sandbox")
            .WithName("reset")
            .WithSummary("Forgets all that has happened since the start.")
            .Produces(StatusCodes.Status204NoContent);
        control.MapGet("/token-requests", () => Results.Json(
                state.TokenRequests.Snapshot().Select(request => TokenRequestFields.Of(request, state.Confidential)),
                SandboxJson.Web.IEnumerableTokenRequestFields))
            .WithTags("Requests")
            .WithName("getTokenRequests")
            .WithSummary("Lists the token requests so far, without secrets and tokens.")
            .Produces<IEnumerable<TokenRequestFields>>();
        control.MapGet("/api-requests", () => Results.Json(
                state.ApiRequests.Snapshot().Select(request => ApiRequestFields.Of(request, state.Confidential)),
                SandboxJson.Web.IEnumerableApiRequestFields))
            .WithTags("Requests")
            .WithName("getApiRequests")
            .WithSummary("Lists the API requests so far, with the client and the scopes of their tokens.")
            .Produces<IEnumerable<ApiRequestFields>>();
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
