using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The scopes an endpoint needs. Aritma documents none per operation; the sandbox assumes the channel scope everywhere, and the account
/// information scope with it for accounts.
/// </summary>
internal sealed record RequiredScopes(params string[] Names);

/// <summary>Lets a request through that carries a token of this sandbox with the scopes of the endpoint (RFC 6750).</summary>
internal sealed class BearerCheck(TokenIssuer issuer, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ReadToken(context.Request) is not { } accessToken)
        {
            // Without credentials there is no error code to give (RFC 6750 §3.1).
            return ChallengeAsync(context, StatusCodes.Status401Unauthorized, "Bearer", "A bearer token is required.");
        }

        var token = issuer.Find(accessToken);
        if ((token is null ? "The token was not issued by this sandbox." : token.RefusalAt(clock.GetUtcNow())) is { } refusal)
        {
            var challenge = $"Bearer error=\"invalid_token\", error_description=\"{refusal}\"";
            return ChallengeAsync(context, StatusCodes.Status401Unauthorized, challenge, refusal);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScopes>() is { } required
            && required.Names.Except(token!.Scope.Split(' ')).Any())
        {
            var challenge = $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', required.Names)}\"";
            return ChallengeAsync(context, StatusCodes.Status403Forbidden, challenge, "The token lacks a scope.");
        }

        context.Features.Set(token);
        return next(context);
    }

    /// <summary>The token that the request carries, valid or not, or null.</summary>
    public IssuedToken? FindToken(HttpRequest request) => ReadToken(request) is { } accessToken ? issuer.Find(accessToken) : null;

    /// <summary>The client whose valid token the request carries, whatever its scopes, or null.</summary>
    public string? FindClientId(HttpRequest request) =>
        FindToken(request) is { } token && token.RefusalAt(clock.GetUtcNow()) is null ? token.ClientId : null;

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
    public static string ClientId(this HttpContext context) => context.Features.GetRequiredFeature<IssuedToken>().ClientId;
}
