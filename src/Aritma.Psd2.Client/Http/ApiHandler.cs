namespace Aritma.Psd2.Client.Http;

/// <summary>
/// What Refit leaves to do around a call. It stands outside of the handlers that are added to the clients after they were registered, so
/// that those don't meet what isn't to be sent.
/// </summary>
internal sealed class ApiHandler(TimeProvider timeProvider) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Arguments.Check(request);
        PsuIpAddress.Normalize(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // A handler in place of the network may leave it out, and the failures ask it for the operation.
        response.RequestMessage ??= request;
        await AnswerBody.BufferAsync(response, timeProvider, cancellationToken).ConfigureAwait(false);
        ReplayMark.CopyToContent(response);
        return response;
    }
}
