using System.Net;

namespace Aritma.Psd2.Http;

/// <summary>
/// A body that keeps the bytes it was sent as, up to 1 MiB, so that it can be sent once more. It need not be repeatable itself: what it is
/// made of is read once.
/// </summary>
internal sealed class RecordedContent : HttpContent
{
    private const int LargestRecord = 1024 * 1024;

    private readonly HttpContent _original;
    private MemoryStream? _record;
    private bool _isStarted;
    private bool _isComplete;

    public RecordedContent(HttpContent original)
    {
        _original = original;
        foreach (var (name, values) in original.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Whether it can be sent again: all of it is recorded, or none of it was read.</summary>
    public bool IsReplayable => _isComplete || !_isStarted;

    /// <summary>The same body for another send: a handler may have disposed this one.</summary>
    public RecordedContent Copy() => new(_original) { _record = _record, _isStarted = _isStarted, _isComplete = _isComplete };

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_isComplete)
        {
            await stream.WriteAsync(_record!.GetBuffer().AsMemory(0, (int)_record.Length), cancellationToken).ConfigureAwait(false);
            return;
        }

        (_isStarted, _record) = (true, new MemoryStream());
        await _original.CopyToAsync(new RecordingStream(this, stream), context, cancellationToken).ConfigureAwait(false);
        _isComplete = _record is not null;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = (_isComplete ? _record!.Length : _original.Headers.ContentLength) ?? -1;
        return length >= 0;
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        if (_record?.Length + bytes.Length > LargestRecord)
        {
            _record = null;
        }

        _record?.Write(bytes);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _original.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Passes what is written on, and keeps it.</summary>
    private sealed class RecordingStream(RecordedContent content, Stream sent) : MemoryStream
    {
        public override void Flush() => sent.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => sent.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void WriteByte(byte value) => Write([value]);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            content.Record(buffer);
            sent.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            content.Record(buffer.Span);
            return sent.WriteAsync(buffer, cancellationToken);
        }
    }
}
