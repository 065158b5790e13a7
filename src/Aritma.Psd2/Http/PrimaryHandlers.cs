using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Aritma.Psd2.Http;

/// <summary>
/// Keeps the primary handlers of PSD2 clients and token clients from following redirects, which would carry headers and bodies to another
/// address, and from asking a proxy for loopback addresses.
/// </summary>
internal static class PrimaryHandlers
{
    /// <summary>A handler and those inside of it.</summary>
    public static IEnumerable<HttpMessageHandler> Chain(HttpMessageHandler handler)
    {
        for (var current = handler; current is not null; current = (current as DelegatingHandler)?.InnerHandler)
        {
            yield return current;
        }
    }

    /// <param name="client">The client, as all its actions have left it.</param>
    /// <param name="actions">These actions.</param>
    /// <exception cref="InvalidOperationException">Its handler follows redirects, and other clients may share it.</exception>
    public static void Secure(HttpMessageHandlerBuilder client, IEnumerable<Action<HttpMessageHandlerBuilder>> actions)
    {
        var handler = Innermost(client.PrimaryHandler);
        if (handler is not (SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true }))
        {
            return;
        }

        if (!IsMadeForEachClient(handler, client, actions))
        {
            throw new InvalidOperationException(
                $"The primary handler of the HTTP client '{client.Name}', a {handler.GetType().Name} that other clients may share, follows "
                + "redirects: a token or the client secret could go to another address. Set its AllowAutoRedirect to false where it is "
                + "created, or give this client a handler of its own, with ConfigurePrimaryHttpMessageHandler(() => new "
                + "SocketsHttpHandler()) in ConfigureClients or ConfigureTokenClient.");
        }

        switch (handler)
        {
            case SocketsHttpHandler sockets:
                (sockets.AllowAutoRedirect, sockets.Proxy) = (false, sockets.Proxy ?? LoopbackBypass.Instance);
                break;
            case HttpClientHandler own:
                (own.AllowAutoRedirect, own.Proxy) = (false, own.Proxy ?? LoopbackBypass.Instance);
                break;
        }
    }

    // Where the actions lead to the same handler a second time, it belongs to the application, and isn't changed.
    private static bool IsMadeForEachClient(
        HttpMessageHandler handler, HttpMessageHandlerBuilder client, IEnumerable<Action<HttpMessageHandlerBuilder>> actions)
    {
        var again = client.Services.GetRequiredService<HttpMessageHandlerBuilder>();
        again.Name = client.Name!;
        foreach (var action in actions)
        {
            action(again);
        }

        var another = Innermost(again.PrimaryHandler);
        if (another == handler)
        {
            return false;
        }

        another.Dispose();
        return true;
    }

    private static HttpMessageHandler Innermost(HttpMessageHandler handler) => Chain(handler).Last();

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
