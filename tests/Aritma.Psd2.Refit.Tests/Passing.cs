namespace Aritma.Psd2.Refit.Tests;

/// <summary>Looks at each request, or changes it, and lets it pass.</summary>
internal sealed class Passing(Action<HttpRequestMessage> look) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        look(request);
        return base.SendAsync(request, cancellationToken);
    }
}
