namespace System.Net.Http;

/// <summary>
/// The JSON body as Refit sends it by default: written on sending, so its length is unknown. It can be sent again.
/// Refit's own type has this name in this namespace, and code that asks whether a body can be sent twice goes by it.
/// </summary>
internal sealed class PushStreamContent : HttpContent
{
    private readonly HttpContent _content;

    public PushStreamContent(HttpContent content)
    {
        _content = content;
        foreach (var header in content.Headers.NonValidated.Where(header => header.Key != "Content-Length"))
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _content.CopyToAsync(stream, context);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _content.CopyToAsync(stream, context, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
