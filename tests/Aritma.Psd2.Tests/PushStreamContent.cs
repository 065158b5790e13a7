using System.Text;

// The name of Refit's own body, and of one in another well-known package.
namespace System.Net.Http;

/// <summary>A body of another library than Refit, which can't be relied on to write the same twice.</summary>
internal sealed class PushStreamContent(string text) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
