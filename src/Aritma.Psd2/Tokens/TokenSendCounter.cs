namespace Aritma.Psd2.Tokens;

/// <summary>
/// The innermost handler of a token client. It counts the sends of each token request, because a handler of the user's may repeat
/// requests (ConfigureHttpClientDefaults puts it into every client): retries of this library on top of that would multiply.
/// </summary>
internal sealed class TokenSendCounter : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TokenRequest.NoteSend(request);
        return base.SendAsync(request, cancellationToken);
    }
}
