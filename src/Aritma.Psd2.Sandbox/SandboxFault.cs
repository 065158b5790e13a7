using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Something that goes wrong with one request. With a <see cref="StatusCode"/>, <see cref="Body"/> or <see cref="ContentType"/> the fault
/// is the answer; without them the request is answered as usual, only later (<see cref="Delay"/>, <see cref="Until"/>) or with
/// additional headers. Either answer can be lost (<see cref="LoseAnswer"/>) or break off (<see cref="CutBody"/>). The request is recorded
/// in any case.
/// </summary>
/// <remarks>
/// An answer of the fault to a <c>POST /consents</c> counts as the first one of its <c>Idempotency-Key</c>, unless the key has one already:
/// the next request with that key gets status and body again, without <see cref="RetryAfter"/> or other headers, and with
/// <c>Idempotent-Replayed</c>. It belongs to the client of the token; with an invalid token it isn't kept. Each request takes the next
/// fault first, also where an answer has been kept.
/// </remarks>
public sealed class SandboxFault
{
    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding"];

    /// <summary>The characters of a token (RFC 9110 §5.6.2).</summary>
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The status to answer. Default, when the fault has a body or content type: 200.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The <c>Retry-After</c> header, seconds or an HTTP date, sent as it stands.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The <c>Content-Type</c> header. Default, when there is a body: <c>application/json</c>; empty: no such header.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body, sent as it stands in UTF-8. Default: none.</summary>
    public string? Body { get; init; }

    /// <summary>Further response headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Cut the connection before anything happens, without an answer. Mind that <c>HttpClient</c> by itself repeats some requests whose
    /// reused connection is lost.
    /// </summary>
    public bool Drop { get; init; }

    /// <summary>
    /// Carry the request out and cut the connection before its answer leaves: a consent is created, for instance, and its client doesn't
    /// learn of it. The log has no status then. Mind that <c>HttpClient</c> repeats requests as with <see cref="Drop"/>.
    /// </summary>
    public bool LoseAnswer { get; init; }

    /// <summary>
    /// Let status and headers leave, and cut the connection in the middle of the body, be it that of the usual answer or of the fault. Of
    /// an empty body the client expects a byte that doesn't come. The statuses 204, 205 and 304, which have no body, are sent as usual.
    /// </summary>
    public bool CutBody { get; init; }

    /// <summary>Wait this long on the sandbox's <see cref="Psd2SandboxOptions.TimeProvider"/> before anything is answered.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A gate: wait until this task has ended, however it ended, before anything is answered.</summary>
    public Task? Until { get; init; }

    internal bool HasNoBody => StatusCode is 204 or 205 or 304;

    /// <summary>The answer in place of the usual one, without headers; null: the request is answered as usual.</summary>
    internal StoredAnswer? Answer
    {
        get
        {
            if (StatusCode is null && Body is null && ContentType is null)
            {
                return null;
            }

            var contentType = ContentType ?? (Body is null ? "" : "application/json");
            return new(StatusCode ?? StatusCodes.Status200OK, contentType is "" ? null : contentType, Encoding.UTF8.GetBytes(Body ?? ""));
        }
    }

    /// <summary>What can't be answered, or null.</summary>
    internal string? Refusal =>
        StatusCode is < 200 or > 599 ? "statusCode must be 200 to 599."
        : HasNoBody && Body is { Length: > 0 } ? $"An answer with the status {StatusCode} has no body."
        : Delay < TimeSpan.Zero || Delay > TimeSpan.FromDays(1) ? "The delay must be at most a day, and not negative."
        : !IsHeaderValue(RetryAfter) ? "retryAfter can't stand in a header: printable ASCII alone can."
        : !IsHeaderValue(ContentType) ? "contentType can't stand in a header: printable ASCII alone can."
        : Headers is null || !Headers.All(header => IsHeaderName(header.Key) && IsHeaderValue(header.Value))
            ? "headers has a header that can't be: a name is a token of RFC 9110, a value printable ASCII, and the length of the body is "
                + "told by the sandbox."
        : null;

    private static bool IsHeaderName(string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token) && !Framing.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsHeaderValue(string? value) => value is null || !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
