using System.Buffers;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// A <see cref="SandboxFault"/> as JSON. Times: for how many requests; 0: for every one, until the faults of the endpoint are deleted.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultFields(
    int? StatusCode = null,
    string? RetryAfter = null,
    string? ContentType = null,
    string? Body = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    bool Drop = false,
    bool LoseAnswer = false,
    bool CutBody = false,
    double DelaySeconds = 0,
    int Times = 1)
{
    public const int Always = 0;

    private const double LongestDelay = 24 * 60 * 60;

    /// <summary>The characters of a token (RFC 9110 §5.6.2).</summary>
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static FaultFields Of(SandboxFault fault, int times) => new(
        fault.StatusCode,
        fault.RetryAfter,
        fault.ContentType,
        fault.Body,
        fault.Headers.Count == 0 ? null : fault.Headers,
        fault.Drop,
        fault.LoseAnswer,
        fault.CutBody,
        fault.Delay.TotalSeconds,
        times == int.MaxValue ? Always : times);

    private string? Refusal =>
        StatusCode is < 200 or > 599 ? "statusCode must be 200 to 599."
        : Times < 0 ? "times must be 1 or more, or 0 for every request from now on."
        : DelaySeconds is not (>= 0 and <= LongestDelay) ? $"delaySeconds must be 0 to {LongestDelay}."
        : !IsHeaderValue(RetryAfter) ? "retryAfter can't stand in a header: printable ASCII alone can."
        : !IsHeaderValue(ContentType) ? "contentType can't stand in a header: printable ASCII alone can."
        : Headers is not null && !Headers.All(header => IsHeaderName(header.Key) && IsHeaderValue(header.Value))
            ? "headers has a header that can't be: a name is a token of RFC 9110, a value printable ASCII."
        : this == new FaultFields(Times: Times) ? "Nothing would go wrong: name a statusCode, delaySeconds, drop or the like."
        : null;

    /// <exception cref="ArgumentException">A value can't be.</exception>
    public SandboxFault ToFault()
    {
        if (Refusal is { } refusal)
        {
            throw new ArgumentException(refusal);
        }

        return new()
        {
            StatusCode = StatusCode,
            RetryAfter = RetryAfter,
            ContentType = ContentType,
            Body = Body,
            Headers = Headers ?? new Dictionary<string, string>(),
            Drop = Drop,
            LoseAnswer = LoseAnswer,
            CutBody = CutBody,
            Delay = TimeSpan.FromSeconds(DelaySeconds),
        };
    }

    private static bool IsHeaderName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    private static bool IsHeaderValue(string? value) => value is null || !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

/// <summary>The faults of both endpoints, in the order in which requests take them.</summary>
internal sealed record FaultLists(IEnumerable<FaultFields> Token, IEnumerable<FaultFields> Api);
