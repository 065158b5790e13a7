using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The client credentials grant (RFC 6749 §4.4). Aritma documents no error answers; these follow RFC 6749 §5.2, with 400 for
/// credentials in the form and 401 with a challenge for those in a header.
/// </summary>
internal sealed class TokenEndpoint(SandboxState state)
{
    /// <summary>At Aritma every token has a <c>tid</c>, on the path without a tenant as well; its value there is made up.</summary>
    private const string DefaultTenant = "default";

    public void Map(IEndpointRouteBuilder app)
    {
        Describe(app.MapPost("/connect/token", (HttpContext context) => Answer(context)))
            .WithName("requestToken")
            .WithSummary("Requests an access token.");
        Describe(app.MapPost("/{tenant}/connect/token", (HttpContext context, string tenant) => Answer(context, tenant)))
            .WithName("requestTokenOfTenant")
            .WithSummary("Requests an access token of a tenant.");
    }

    private RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(this)
        .WithTags("Tokens")
        .Reads<TokenForm>("application/x-www-form-urlencoded")
        .Produces<TokenAnswer>()
        .Produces<TokenError>(StatusCodes.Status400BadRequest)
        .Produces<TokenError>(StatusCodes.Status401Unauthorized);

    private IResult Answer(HttpContext context, string? tenant = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";

        var request = context.Features.GetRequiredFeature<SandboxTokenRequest>();
        var answer = Answer(context, request, tenant);
        if (answer is IValueHttpResult<TokenError> { Value.Error: var error })
        {
            request.Refused(error);
        }

        return answer;
    }

    private IResult Answer(HttpContext context, SandboxTokenRequest request, string? tenant)
    {
        if (MalformedBody(request) is { } malformed)
        {
            return malformed;
        }

        if (Authenticate(context, request, out var client) is { } refused)
        {
            return refused;
        }

        if (request.FormValue("grant_type") is not { } grantType)
        {
            return Error("invalid_request", "grant_type is missing.");
        }

        if (grantType != "client_credentials")
        {
            return Error("unsupported_grant_type", "Only client_credentials is supported.");
        }

        if (request.Scope is not { } scope)
        {
            return Error("invalid_scope", "scope is missing.");
        }

        // Split at single spaces: two in a row leave an empty scope, which nobody is allowed.
        if (scope.Split(' ').Any(asked => !client.AllowedScopes.Contains(asked, StringComparer.Ordinal)))
        {
            return Error("invalid_scope", "A scope is unknown, or the client is not allowed to ask for it.");
        }

        var root = context.SandboxRoot();
        var token = state.Issuer.Issue(tenant is null ? root : $"{root}/{tenant}", client.Id, scope, tenant ?? DefaultTenant);
        request.Issued(token, scope);
        return Results.Json(new(token, state.Issuer.ExpiresIn, scope), SandboxJson.Web.TokenAnswer);
    }

    private static IResult? MalformedBody(SandboxTokenRequest request)
    {
        if (!request.IsForm)
        {
            return Error("invalid_request", "The body must be application/x-www-form-urlencoded.");
        }

        return request.Form.CountBy(field => field.Key).Any(field => field.Value > 1)
            ? Error("invalid_request", "A parameter is given more than once.")
            : null;
    }

    private IResult? Authenticate(HttpContext context, SandboxTokenRequest request, out SandboxClient client)
    {
        client = null!;
        var inHeader = request.Authorization is not null;
        if (inHeader && request.FormValue("client_secret") is not null)
        {
            return Error("invalid_request", "The client authenticates in the header and in the form: only one is allowed.");
        }

        var credentials = inHeader ? ClientCredentials.FromHeader(request.Authorization) : ClientCredentials.FromForm(request);
        if (inHeader && credentials is not null && request.FormValue("client_id") is { } formId && formId != credentials.Id)
        {
            return Error("invalid_request", "The client_id of the form is not the one of the header.");
        }

        if (credentials is not null && state.Clients.TryGetValue(credentials.Id, out var known) && known.Secret == credentials.Secret)
        {
            client = known;
            return null;
        }

        if (!inHeader)
        {
            return Error("invalid_client", "Client authentication failed.");
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"psd2-sandbox\"";
        return Error("invalid_client", "Client authentication failed.", StatusCodes.Status401Unauthorized);
    }

    private static IResult Error(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new(error, description), SandboxJson.Web.TokenError, statusCode: status);
}
