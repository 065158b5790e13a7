using System.Net;
using System.Net.Http.Headers;

namespace Aritma.Psd2.Http;

/// <summary>
/// A body that keeps the bytes it was sent as, up to 1 MiB, so that it can be sent once more. The original is read once, so it need not be
/// repeatable.
/// </summary>
internal sealed class RecordedContent : HttpContent
{
    private const int LargestRecord = 1024 * 1024;

    private readonly HttpContent _original;
    private MemoryStream? _record;
    private bool _isStarted;

    public RecordedContent(HttpContent original)
        : this(original, original.Headers)
    {
    }

    private RecordedContent(HttpContent original, HttpContentHeaders headers)
    {
        _original = original;
        foreach (var (name, values) in headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Whether it can be sent again: all of it is recorded, or none of it was read.</summary>
    public bool IsReplayable => _record is not null || !_isStarted;

    /// <summary>The same body for another send: a handler may have disposed this one.</summary>
    public RecordedContent Copy() => new(_original, Headers) { _record = _record, _isStarted = _isStarted };

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_record is { } record)
        {
            await stream.WriteAsync(record.GetBuffer().AsMemory(0, (int)record.Length), cancellationToken).ConfigureAwait(false);
            return;
        }

        _isStarted = true;
        var recording = new RecordingStream(stream);
        await _original.CopyToAsync(recording, context, cancellationToken).ConfigureAwait(false);
        _record = recording.Record;
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_record is { } record)
        {
            stream.Write(record.GetBuffer().AsSpan(0, (int)record.Length));
            return;
        }

        _isStarted = true;
        var recording = new RecordingStream(stream);
        _original.CopyTo(recording, context, cancellationToken);
        _record = recording.Record;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _record?.Length ?? _original.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _original.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Passes on what is written, and keeps it. Write-only, like a network stream.</summary>
    private sealed class RecordingStream(Stream sent) : MemoryStream
    {
        /// <summary>All that was written; null if it was too much.</summary>
        public MemoryStream? Record { get; private set; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override void Flush() => sent.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => sent.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void WriteByte(byte value) => Write([value]);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Keep(buffer);
            sent.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Keep(buffer.Span);
            return sent.WriteAsync(buffer, cancellationToken);
        }

        private void Keep(ReadOnlySpan<byte> bytes)
        {
            if (Record?.Length + bytes.Length > LargestRecord)
            {
                Record = null;
            }

            Record?.Write(bytes);
        }
    }
}
