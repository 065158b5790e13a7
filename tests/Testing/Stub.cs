using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Aritma.Psd2.Testing;

/// <summary>What the tests that stub a server with WireMock have in common.</summary>
internal static class Stub
{
    /// <summary>A server on a free loopback port. It answers 404 to what no mapping matches.</summary>
    public static WireMockServer Start() => WireMockServer.Start(settings =>
    {
        settings.Urls = ["http://127.0.0.1:0"];

        // In milliseconds. The limit is there for a run that would hang otherwise.
        settings.StartTimeout = 60_000;
    });

    /// <summary>The answer of a token endpoint.</summary>
    public static IResponseBuilder Token(string accessToken) => Token(_ => accessToken);

    /// <inheritdoc cref="Token(string)"/>
    public static IResponseBuilder Token(Func<IRequestMessage, string> accessToken) => Response.Create()
        .WithHeader("Content-Type", "application/json")
        .WithBodyAsJson(request => new { access_token = accessToken(request), token_type = "Bearer", expires_in = 3600 });

    /// <summary>The Authorization header, empty if there is none.</summary>
    public static string Authorization(this IRequestMessage request) =>
        request.Headers?.TryGetValue("Authorization", out var header) == true ? header.ToString() : "";
}
