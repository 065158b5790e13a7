using Microsoft.AspNetCore.Builder;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// What an endpoint reads, for the OpenAPI document alone. Not by <c>Accepts</c>: routing would answer other content types with 415, before
/// the endpoint sees them.
/// </summary>
internal sealed record RequestBody(Type Type, string ContentType, bool IsRequired);

internal static class RequestBodies
{
    /// <summary>The endpoint reads a body of this type, which it can't do without.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder endpoint, string contentType = "application/json") =>
        endpoint.WithMetadata(new RequestBody(typeof(T), contentType, IsRequired: true));

    /// <summary>The endpoint reads a body of this type, if there is one.</summary>
    public static RouteHandlerBuilder MayRead<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequestBody(typeof(T), "application/json", IsRequired: false));
}
