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
        Times < 0 ? "times must be 1 or more, or 0 for every request from now on."
        : DelaySeconds is not (>= 0 and <= LongestDelay) ? $"delaySeconds must be 0 to {LongestDelay}."
        : this with { Headers = Headers is { Count: 0 } ? null : Headers } == new FaultFields(Times: Times)
            ? "Nothing would go wrong: name a statusCode, delaySeconds, drop or the like."
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
}

/// <summary>The faults of both endpoints, in the order in which requests take them.</summary>
internal sealed record FaultLists(IEnumerable<FaultFields> Token, IEnumerable<FaultFields> Api);
