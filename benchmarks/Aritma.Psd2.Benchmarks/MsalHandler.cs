using System.Net.Http.Headers;
using Microsoft.Identity.Client;

namespace Aritma.Psd2.Benchmarks;

/// <summary>MSAL in a handler of one's own, as its users write it.</summary>
internal sealed class MsalHandler : DelegatingHandler, IMsalHttpClientFactory
{
    private static readonly string[] Scopes = ["api://psd2/.default"];

    private readonly HttpClient _tokenClient = new(new TokenEndpoint());
    private readonly IConfidentialClientApplication _application;

    public MsalHandler() => _application = ConfidentialClientApplicationBuilder
        .Create("id")
        .WithClientSecret("secret")
        .WithAuthority("https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111")
        .WithInstanceDiscovery(false)
        .WithHttpClientFactory(this)
        .Build();

    public HttpClient GetHttpClient() => _tokenClient;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var result = await _application.AcquireTokenForClient(Scopes).ExecuteAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", result.AccessToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
