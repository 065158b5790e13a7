namespace Aritma.Psd2.Client.Http;

/// <summary>
/// What Refit leaves to do around a call. It stands outside of the handlers that an application adds to the client, so that what isn't
/// to be sent meets none of them.
/// </summary>
internal sealed class ApiHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Arguments.Check(request);
        PsuIpAddress.WriteAsIPv4(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await AnswerBody.BufferAsync(response, cancellationToken).ConfigureAwait(false);
        ReplayMark.CopyToContent(response);
        return response;
    }
}
