using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The scopes an endpoint needs. Aritma documents none per operation; the sandbox assumes the channel scope everywhere, and the account
/// information scope with it for accounts.
/// </summary>
internal sealed record RequiredScopes(params string[] Names);

/// <summary>Lets a request through that carries a token of this sandbox with the scopes of the endpoint (RFC 6750).</summary>
internal sealed class BearerCheck(TokenIssuer issuer)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ReadToken(context.Request) is not { } accessToken)
        {
            // Without credentials there is no error code to give (RFC 6750 §3.1).
            await ChallengeAsync(context, StatusCodes.Status401Unauthorized, "Bearer", "A bearer token is required.").ConfigureAwait(false);
            return;
        }

        var (claims, refusal) = await issuer.CheckAsync(accessToken).ConfigureAwait(false);
        if (claims is null)
        {
            var challenge = $"Bearer error=\"invalid_token\", error_description=\"{refusal}\"";
            await ChallengeAsync(context, StatusCodes.Status401Unauthorized, challenge, refusal).ConfigureAwait(false);
            return;
        }

        var granted = claims.FindFirst("scope")!.Value.Split(' ');
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScopes>() is { } required && required.Names.Except(granted).Any())
        {
            var challenge = $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', required.Names)}\"";
            await ChallengeAsync(context, StatusCodes.Status403Forbidden, challenge, "The token lacks a scope.").ConfigureAwait(false);
            return;
        }

        context.User = new ClaimsPrincipal(claims);
        await next(context).ConfigureAwait(false);
    }

    /// <summary>The client whose valid token the request carries, whatever its scopes, or null.</summary>
    public async Task<string?> FindClientIdAsync(HttpRequest request) =>
        ReadToken(request) is { } accessToken
        && await issuer.CheckAsync(accessToken).ConfigureAwait(false) is ({ } claims, _)
            ? claims.FindFirst("client_id")!.Value
            : null;

    private static string? ReadToken(HttpRequest request) =>
        request.Headers.Authorization is [var value]
        && AuthenticationHeaderValue.TryParse(value, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { Length: > 0 } token && !token.Contains(' ', StringComparison.Ordinal)
            ? token
            : null;

    private static Task ChallengeAsync(HttpContext context, int status, string challenge, string? detail)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return Problem.Of(status, detail).ExecuteAsync(context);
    }
}

internal static class Caller
{
    /// <summary>The client whose token the request carries.</summary>
    public static string ClientId(this HttpContext context) => context.User.FindFirst("client_id")!.Value;
}
