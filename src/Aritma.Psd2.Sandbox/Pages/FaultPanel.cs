using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The switches of one endpoint, the one that is on, if any, and the faults that were queued in another way.</summary>
internal sealed record FaultPanel(
    string Endpoint, IReadOnlyList<FaultSwitch> Switches, FaultSwitch? On, IReadOnlyList<FaultFields> Others)
{
    private const int SlowSeconds = 5;

    public string Path => $"/sandbox/faults/{Endpoint}";

    public static FaultPanel OfTokenEndpoint(SandboxFaults faults) => Of("token", faults,
    [
        new("500", Always(new(StatusCodes.Status500InternalServerError))),
        new("429", Always(new(StatusCodes.Status429TooManyRequests, RetryAfter: "30"))),
        new("401", Always(new(StatusCodes.Status401Unauthorized, Body: """{"error":"invalid_client"}""")), "401 invalid_client"),
        new("slow", Always(new(DelaySeconds: SlowSeconds))),
        new("drop", Always(new(Drop: true))),
    ]);

    public static FaultPanel OfApi(SandboxFaults faults) => Of("api", faults,
    [
        new("401", Always(OfApi(StatusCodes.Status401Unauthorized))),
        new("403", Always(OfApi(StatusCodes.Status403Forbidden))),
        new("429", Always(OfApi(StatusCodes.Status429TooManyRequests) with { RetryAfter = "30" })),
        new("500", Always(OfApi(StatusCodes.Status500InternalServerError))),
        new("slow", Always(new(DelaySeconds: SlowSeconds))),
        new("drop", Always(new(Drop: true))),
        new("cut", Always(new(CutBody: true))),
    ]);

    private static FaultPanel Of(string endpoint, SandboxFaults faults, IReadOnlyList<FaultSwitch> switches)
    {
        var pending = FaultControl.FieldsOf(faults).ToList();
        // The first that lasts is the last that requests meet.
        var lasting = pending.FirstOrDefault(fault => fault.Times == FaultFields.Always);
        var on = lasting is null ? null : switches.FirstOrDefault(candidate => candidate.TurnsOn(lasting));
        return new(endpoint, switches, on, [.. pending.Where(fault => on is null || fault != lasting)]);
    }

    private static FaultFields Always(FaultFields fault) => fault with { Times = FaultFields.Always };

    private static FaultFields OfApi(int status) => new(
        status, Body: JsonSerializer.Serialize(Problem.Body(status, "A fault of the sandbox."), SandboxJson.Web.ProblemDetails));
}
