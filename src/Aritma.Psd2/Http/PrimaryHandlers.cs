using System.Net;

namespace Aritma.Psd2.Http;

/// <summary>What the primary handlers of PSD2 clients and token clients must not do.</summary>
internal static class PrimaryHandlers
{
    /// <summary>
    /// Sets up the handler that IHttpClientFactory has made for one client, before the application configures it: it follows no redirects,
    /// which would carry headers and bodies to another address, and asks no proxy for loopback addresses.
    /// </summary>
    public static void Configure(HttpMessageHandler handler)
    {
        switch (handler)
        {
            case SocketsHttpHandler sockets:
                (sockets.AllowAutoRedirect, sockets.Proxy) = (false, LoopbackBypass.Instance);
                break;
            case HttpClientHandler client:
                (client.AllowAutoRedirect, client.Proxy) = (false, LoopbackBypass.Instance);
                break;
        }
    }

    /// <summary>Refuses a handler that the application has put in its place, and that other clients may share: it isn't changed.</summary>
    /// <exception cref="InvalidOperationException">It follows redirects.</exception>
    public static void RefuseRedirects(HttpMessageHandler primaryHandler, string clientName)
    {
        var handler = primaryHandler;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        if (handler is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true })
        {
            throw new InvalidOperationException(
                $"The primary handler of the HTTP client '{clientName}', a {handler.GetType().Name} of the application's, follows "
                + "redirects: a token or the client secret could go to another address. Set its AllowAutoRedirect to false where it is "
                + "created; where other clients share it, give PSD2 clients a handler of their own, with ConfigureClients or "
                + "ConfigureTokenClient.");
        }
    }

    /// <summary>The default proxy, but for this machine: a request over plain http would leave it in clear.</summary>
    private sealed class LoopbackBypass : IWebProxy
    {
        public static readonly LoopbackBypass Instance = new();

        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => HttpClient.DefaultProxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
