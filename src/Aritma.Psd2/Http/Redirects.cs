namespace Aritma.Psd2.Http;

/// <summary>Keeps a primary handler from following redirects, which would carry headers and bodies to another address.</summary>
internal static class Redirects
{
    public static void Disable(HttpMessageHandler primaryHandler, string clientName)
    {
        var handler = primaryHandler;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        try
        {
            switch (handler)
            {
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                    sockets.AllowAutoRedirect = false;
                    break;
                case HttpClientHandler { AllowAutoRedirect: true } client:
                    client.AllowAutoRedirect = false;
                    break;
            }
        }
        catch (InvalidOperationException inUse)
        {
            throw new InvalidOperationException(
                $"The primary handler of the HTTP client '{clientName}' follows redirects and is in use already. "
                + "Set its AllowAutoRedirect to false where you create it.",
                inUse);
        }
    }
}
