using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>The faults of the token endpoint (<c>token</c>) and of the API (<c>api</c>): lists that can be added to and emptied.</summary>
internal sealed class FaultControl(SandboxState state)
{
    private const string Example = """{"statusCode":503,"times":2}""";

    public void Map(RouteGroupBuilder faults)
    {
        faults.WithTags("Faults");
        faults.MapGet("", () => Results.Json(
                new(FieldsOf(state.TokenEndpointFaults), FieldsOf(state.ApiFaults)), SandboxJson.Web.FaultLists))
            .WithName("getFaults")
            .WithSummary("Lists the faults that no request has met yet.")
            .Produces<FaultLists>();
        faults.MapPost("/{endpoint}", AddAsync)
            .WithName("addFault")
            .WithSummary("Puts a fault at the end of the queue from which each request takes the next one.")
            .Reads<FaultFields>()
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status400BadRequest)
            .Refuses(StatusCodes.Status404NotFound);
        faults.MapPut("/{endpoint}", SetAsync)
            .WithName("setFault")
            .WithSummary("Puts a fault in place of all that are there.")
            .Reads<FaultFields>()
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status400BadRequest)
            .Refuses(StatusCodes.Status404NotFound);
        faults.MapDelete("/{endpoint}", Clear)
            .WithName("clearFaults")
            .WithSummary("Forgets the faults that no request has met yet.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status404NotFound);
    }

    public static IEnumerable<FaultFields> FieldsOf(SandboxFaults faults) =>
        faults.Pending.Select(pending => FaultFields.Of(pending.Fault, pending.Times));

    private Task<IResult> AddAsync(HttpContext context, string endpoint) =>
        ChangeAsync(context, endpoint, (faults, fault, times) => faults.Add(fault, times));

    /// <summary>In place of those that are there.</summary>
    private Task<IResult> SetAsync(HttpContext context, string endpoint) =>
        ChangeAsync(context, endpoint, (faults, fault, times) => faults.Set(fault, times));

    private IResult Clear(string endpoint)
    {
        if (Find(endpoint) is not { } faults)
        {
            return NoSuchEndpoint();
        }

        faults.Clear();
        return Results.NoContent();
    }

    private Task<IResult> ChangeAsync(HttpContext context, string endpoint, Action<SandboxFaults, SandboxFault, int> change)
    {
        if (Find(endpoint) is not { } faults)
        {
            return Task.FromResult(NoSuchEndpoint());
        }

        return ControlBody.AnswerAsync(context, SandboxJson.Web.FaultFields, Example, fields =>
        {
            change(faults, fields.ToFault(), fields.Times == FaultFields.Always ? int.MaxValue : fields.Times);
            return Results.NoContent();
        });
    }

    private SandboxFaults? Find(string endpoint) => endpoint switch
    {
        "token" => state.TokenEndpointFaults,
        "api" => state.ApiFaults,
        _ => null,
    };

    private static IResult NoSuchEndpoint() =>
        Problem.Of(StatusCodes.Status404NotFound, "Faults are those of the token endpoint, faults/token, or of the API, faults/api.");
}
