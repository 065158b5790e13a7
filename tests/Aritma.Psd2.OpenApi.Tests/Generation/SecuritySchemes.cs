using Aritma.Psd2.Sandbox;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>How calls are authorized.</summary>
internal static class SecuritySchemes
{
    private const string Token = "oauth2";
    private const string ClientHeader = "clientBasic";

    public static void AddTo(OpenApiDocument document)
    {
        var token = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "The client credentials grant. That operations differ in the scopes they need is inferred.",
            Flows = new()
            {
                ClientCredentials = new()
                {
                    TokenUrl = new("/connect/token", UriKind.Relative),
                    Scopes = new Dictionary<string, string>
                    {
                        [SandboxScopes.ChannelPsd2] = "The PSD2 APIs: banks, consents, and accounts together with the other scope.",
                        [SandboxScopes.AisRead] = "Account information.",
                    },
                },
            },
        };
        var clientHeader = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "The client's id and secret, each form-url-encoded. In their stead they may be in the form.",
        };
        Sources.Mark(token, Psd2Pages.Authentication);
        Sources.Mark(clientHeader, Psd2Pages.ClientCredentials);
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Token] = token,
            [ClientHeader] = clientHeader,
        };
    }

    public static IList<OpenApiSecurityRequirement> Of(IList<object> endpoint, OpenApiDocument document) =>
        endpoint.OfType<RequiredScopes>().SingleOrDefault() is { } required
            ? [new() { [new(Token, document)] = [.. required.Names] }]
            // The header, or nothing: then id and secret are in the form.
            : [new() { [new(ClientHeader, document)] = [] }, []];
}
