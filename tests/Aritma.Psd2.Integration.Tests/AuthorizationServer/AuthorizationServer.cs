using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>
/// OpenIddict's server with one client, and an API that it protects, on a loopback port and a clock of its own. It parses, validates
/// and answers as OpenIddict does; without a database, only the comparison of the secret and the grant are left to write here.
/// </summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    // All that RFC 6749 appendix A allows, and escapes that a second decoding would change.
    private static readonly string Printable = new([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);
    public static readonly string ClientId = $"id %2B+%20 {Printable}";
    public static readonly string ClientSecret = $"secret %2B+%20 {Printable}";

    // Fixed keys: making one takes time.
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly ECDsa SigningKey = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Key });

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _answers = new();
    private readonly ConcurrentQueue<JsonWebToken> _acceptedTokens = new();

    private AuthorizationServer(Action<OpenIddictServerBuilder>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode().AllowClientCredentialsFlow().SetTokenEndpointUris("connect/token");
            server.RegisterScopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead);
            server.AddSigningKey(new ECDsaSecurityKey(SigningKey));
            server.AddEncryptionKey(new SymmetricSecurityKey(Key)).DisableAccessTokenEncryption();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Authenticate));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(Grant));

            // The API: the one kind of resource whose access tokens OpenIddict's server validates itself.
            server.SetUserInfoEndpointUris("api/accounts", "api/banks");
            server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(AnswerApiCall));
            configure?.Invoke(server);
        });

        _application = builder.Build();
        _application.Use((context, next) =>
        {
            // Before the answer goes out: whoever has it finds it here.
            context.Response.OnStarting(() =>
            {
                _answers.Enqueue($"{context.Request.Path} {context.Response.StatusCode}");
                return Task.CompletedTask;
            });
            return next(context);
        });
        _application.UseAuthentication();
    }

    public Uri Address => new(_application.Urls.Single());

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Path and status of each request, in their order.</summary>
    public IEnumerable<string> Answers => _answers;

    /// <summary>The tokens of the API calls that were answered with 200.</summary>
    public IEnumerable<JsonWebToken> AcceptedTokens => _acceptedTokens;

    public static async Task<AuthorizationServer> StartAsync(Action<OpenIddictServerBuilder>? configure = null)
    {
        var server = new AuthorizationServer(configure);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static ValueTask Authenticate(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
        {
            // What OpenIddict says when it finds another secret in its database.
            context.Reject(
                Errors.InvalidClient,
                OpenIddictResources.GetResourceString(OpenIddictResources.ID2055),
                OpenIddictResources.FormatID8000(OpenIddictResources.ID2055));
        }

        return default;
    }

    private static ValueTask Grant(HandleTokenRequestContext context)
    {
        var client = new ClaimsIdentity(GrantTypes.ClientCredentials);
        client.SetClaim(Claims.Subject, context.ClientId).SetScopes(context.Request.GetScopes());
        context.SignIn(new ClaimsPrincipal(client));
        return default;
    }

    private ValueTask AnswerApiCall(HandleUserInfoRequestContext context)
    {
        var needed = context.RequestUri!.AbsolutePath == "/api/accounts" ? Psd2Scope.AisRead : Psd2Scope.ChannelPsd2;
        if (context.AccessTokenPrincipal.HasScope(needed))
        {
            _acceptedTokens.Enqueue(new JsonWebToken(context.Request.AccessToken));
        }
        else
        {
            context.Reject(Errors.InsufficientScope);
        }

        return default;
    }
}
