using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Aritma.Psd2.Sandbox;

internal static class Problem
{
    /// <summary>Problem-details fields as <c>application/json</c>, the type that Aritma documents for them.</summary>
    public static IResult Of(int status, string? detail = null) =>
        Results.Json(Body(status, detail), SandboxJson.Web.ProblemDetails, "application/json", status);

    public static ProblemDetails Body(int status, string? detail) =>
        new() { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail };
}
