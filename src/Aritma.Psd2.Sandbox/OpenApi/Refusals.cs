using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Aritma.Psd2.Sandbox;

internal static class Refusals
{
    private static readonly string[] ContentTypes = ["application/json"];

    /// <summary>For the OpenAPI document: the endpoints may answer a <see cref="Problem"/> with this status.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoints, int status)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ContentTypes));
}
