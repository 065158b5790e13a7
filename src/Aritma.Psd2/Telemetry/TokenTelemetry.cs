using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Telemetry;

/// <summary>The metrics and the spans of this library, from a meter and an activity source named <c>Aritma.Psd2</c>.</summary>
internal sealed class TokenTelemetry
{
    private const string Name = "Aritma.Psd2";
    private const string RequestSpan = "aritma.psd2.token_request";

    private static readonly string Version = typeof(TokenTelemetry).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource Activities = new(Name, Version);

    private static readonly double[] Buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly TimeProvider _time;
    private readonly Histogram<double> _requestDuration;
    private readonly Counter<long> _acquisitions;
    private readonly Counter<long> _lookups;
    private volatile TokenSources[] _registrations = [];

    public TokenTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name, Version);
        _requestDuration = meter.CreateHistogram<double>(
            "aritma.psd2.token.request.duration",
            "s",
            "Duration of requests to the token endpoint.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        _acquisitions = meter.CreateCounter<long>(
            "aritma.psd2.token.acquisitions", "{token}", "New tokens, by the reason they were acquired for.");
        _lookups = meter.CreateCounter<long>(
            "aritma.psd2.token.cache.lookups", "{lookup}", "Calls that looked for a usable token, by whether there was one.");
        meter.CreateObservableGauge(
            "aritma.psd2.token.remaining_life", ObserveRemainingLife, "s", "How long the tokens in use are still valid.");
    }

    /// <summary>Includes the tokens of a registration in what is observed.</summary>
    public void Observe(TokenSources registration)
    {
        lock (_lookups)
        {
            _registrations = [.. _registrations, registration];
        }
    }

    public void CountHit(SourceTags source)
    {
        if (_lookups.Enabled)
        {
            _lookups.Add(1, source.Hit);
        }
    }

    public void CountMiss(SourceTags source)
    {
        if (_lookups.Enabled)
        {
            _lookups.Add(1, source.Miss);
        }
    }

    public void CountAcquisition(TokenAcquisition acquisition, bool isShared)
    {
        if (_acquisitions.Enabled)
        {
            _acquisitions.Add(
                1,
                [
                    .. acquisition.Tags.All,
                    Reason(acquisition),
                    new("aritma.psd2.token.origin", isShared ? "other_instance" : "endpoint"),
                ]);
        }
    }

    /// <summary>Starts the span of a request to the token endpoint.</summary>
    public static Activity? StartRequest(TokenRequest request)
    {
        // A refresh that nobody waits for is no part of the trace that happened to start it.
        var acquisition = request.Acquisition;
        var isBackground = acquisition.Reason == AcquisitionReason.Expiring;
        if (!Activities.HasListeners())
        {
            // The span of the HTTP request, if there is one, stays in the caller's trace.
            return isBackground || acquisition.StartedBy == default
                ? null
                : new Activity(RequestSpan)
                    .SetParentId(acquisition.StartedBy.TraceId, acquisition.StartedBy.SpanId, acquisition.StartedBy.TraceFlags)
                    .Start();
        }

        var links = isBackground && acquisition.StartedBy != default ? new[] { new ActivityLink(acquisition.StartedBy) } : null;
        return Activities.StartActivity(
            RequestSpan,
            ActivityKind.Internal,
            parentContext: isBackground ? default : acquisition.StartedBy,
            tags: [.. acquisition.Tags.All, Reason(acquisition), .. Server(request)],
            links: links);
    }

    /// <summary>Records a request that has ended.</summary>
    public void EndRequest(Activity? span, TokenRequest request, long start, Psd2TokenException? failure)
    {
        if (failure is not null)
        {
            span?.SetTag("error.type", ErrorType(failure)).SetStatus(ActivityStatusCode.Error, failure.Message);
        }

        if (_requestDuration.Enabled)
        {
            TagList tags = new([.. request.Acquisition.Tags.All, .. Server(request)]);
            if (failure is not null)
            {
                tags.Add("error.type", ErrorType(failure));
            }

            _requestDuration.Record(_time.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    private IEnumerable<Measurement<double>> ObserveRemainingLife() =>
        from registration in _registrations
        from source in registration.All
        let token = source.State.Usable(_time)
        where token is not null
        select new Measurement<double>((token.Token.ExpiresAt - _time.GetUtcNow()).TotalSeconds, source.Tags.All);

    private static KeyValuePair<string, object?> Reason(TokenAcquisition acquisition) =>
        new("aritma.psd2.token.reason", acquisition.Reason);

    private static KeyValuePair<string, object?>[] Server(TokenRequest request) =>
    [
        new("server.address", request.Settings.TokenEndpoint.Host), new("server.port", request.Settings.TokenEndpoint.Port),
    ];

    // Of the endpoint's own words only those that RFC 6749 §5.2 defines, so that it can't make up any number of values.
    private static string ErrorType(Psd2TokenException failure) => failure switch
    {
        { Error: { } error } when TokenErrors.IsDefined(error) => error,
        { InnerException: TimeoutException } => "timeout",
        { InnerException: { } cause } => cause.GetType().ToString(),
        { StatusCode: { } status } when (int)status is < 200 or >= 300 => ((int)status).ToString(CultureInfo.InvariantCulture),
        _ => "invalid_response",
    };
}
