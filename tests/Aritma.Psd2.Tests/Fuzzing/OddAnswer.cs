using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Aritma.Psd2.Tests.Fuzzing;

/// <summary>An answer of the token endpoint, mostly one that it should never give.</summary>
internal sealed record OddAnswer(int Status, byte[] Body, string? ContentType, string? RetryAfter)
{
    private const int MoreThanIsRead = 70_000;

    private static readonly int[] TellingStatuses =
    [
        100, 101, 103, 201, 204, 206, 226, 300, 301, 304, 307, 308, 400, 401, 403, 404, 407, 408, 413, 421, 429, 431, 500, 501, 502, 503,
        504, 511,
    ];

    private static readonly string?[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=\"no such\"",
        "application/problem+json", "text/html", "text/plain; charset=iso-8859-1", "multipart/form-data", "", ";;;", "json", "å/é", null,
    ];

    // None of a length that the manual clock would wait for: it skips short delays, and longer ones than the time limit aren't waited for.
    private static readonly string?[] RetryAfters =
    [
        "0", "1", "5", "60", "3600", "2147483647", "2147483648", "99999999999999999999", "-1", "1.5", "1e3", "", "soon", "1, 60",
        "Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Tue, 17 Mar 2026 09:30:05 GMT", "Thu, 32 Foo 2026 25:61:61 GMT", null,
    ];

    private static readonly byte[][] OddPreambles =
        [[0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x00], [0xEF, 0xBB]];

    private static readonly byte[][] InvalidUtf8 =
        [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80]];

    public static Gen<OddAnswer> All { get; } =
        from status in Statuses()
        from body in Bodies()
        from contentType in Gen.Elements(ContentTypes)
        from retryAfter in Gen.Elements(RetryAfters)
        select new OddAnswer(status, body, contentType, retryAfter);

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
        return response;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Status}, Content-Type '{ContentType}', Retry-After '{RetryAfter}', {Body.Length} bytes: {Convert.ToBase64String(Body)} ({Encoding.Latin1.GetString(Body)})");

    private static Gen<int> Statuses() => Gen.Frequency(
        (6, Gen.Constant(200)), (2, Gen.Elements(TellingStatuses)), (1, Gen.Choose(100, 599)));

    private static Gen<byte[]> Bodies() => Gen.Frequency(
        (12, Gen.OneOf(OddJson.Mutated, OddJson.Objects).SelectMany(Encoded)),
        (2, Gen.Choose(0, 255).Select(code => (byte)code).ArrayOf()),
        (1, Gen.Elements("<html>Sign in to the guest network</html>", "access_token=t&token_type=Bearer", "t", "null", "[]", "")
            .Select(Encoding.UTF8.GetBytes)),
        (1, OddJson.Mutated.Select(Encoding.Unicode.GetBytes)),
        (1, OddJson.Mutated.Select(json => Encoding.UTF8.GetBytes(json + new string(' ', MoreThanIsRead)))));

    private static Gen<byte[]> Encoded(string json) =>
        from preamble in Seldom(OddPreambles)
        from invalid in Seldom(InvalidUtf8)
        let bytes = Encoding.UTF8.GetBytes(json)
        from position in Gen.Choose(0, bytes.Length)
        select (byte[])[.. preamble, .. bytes[..position], .. invalid, .. bytes[position..]];

    private static Gen<byte[]> Seldom(byte[][] bytes) => Gen.Frequency((6, Gen.Constant(Array.Empty<byte>())), (1, Gen.Elements(bytes)));
}
