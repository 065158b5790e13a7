using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The sandbox's endpoints in another application.</summary>
internal static class SandboxEndpoints
{
    public static void Map(WebApplication app)
    {
        var endpoints = app.MapGroup("");
        ((IEndpointConventionBuilder)endpoints).Finally(AddAcceptedBody);
        var options = new Psd2SandboxOptions();
        var state = new SandboxState(options);
        SandboxHost.MapEndpoints(endpoints, state, new(state), options);
        // Endpoints are found from here on.
        app.UseRouting();
        app.UseEndpoints(_ => { });
    }

    /// <summary>The framework's name for <see cref="RequestBody"/>, which would have effects in the sandbox.</summary>
    private static void AddAcceptedBody(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<RequestBody>().SingleOrDefault() is { } body)
        {
            endpoint.Metadata.Add(new AcceptsMetadata([body.ContentType], body.Type, isOptional: !body.IsRequired));
        }
    }
}
