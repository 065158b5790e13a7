using System.Diagnostics;

namespace Aritma.Psd2.Testing;

/// <summary>
/// Listens to activity sources by name, and records the spans that belong to a test: those of its own trace, and roots that are linked
/// to it. The test libraries of Microsoft.Extensions record logs and metrics, and no spans.
/// </summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ActivitySource _test = new(typeof(RecordedSpans).FullName!);
    private readonly ActivityListener _listener;

    public RecordedSpans(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _test || sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Tests that run beside this one have spans too, maybe before this caller is there.
                if (Caller is { } caller && span != caller && BelongsTo(caller, span))
                {
                    Spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        Caller = _test.StartActivity("caller")!;
    }

    /// <summary>What the test itself is doing: the current activity, until it is disposed.</summary>
    public Activity Caller { get; }

    public Recorded<Activity> Spans { get; } = new();

    private static bool BelongsTo(Activity caller, Activity span) =>
        span.TraceId == caller.TraceId || span.Links.Any(link => link.Context.TraceId == caller.TraceId);

    public void Dispose()
    {
        Caller.Dispose();
        _listener.Dispose();
        _test.Dispose();
    }
}
