using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Telemetry;

/// <summary>The metrics and the spans of this library, from a meter and an activity source named <c>Aritma.Psd2</c>.</summary>
internal sealed class TokenTelemetry
{
    private const string Name = "Aritma.Psd2";

    private static readonly ActivitySource Activities = new(Name);

    private readonly TimeProvider _time;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _requestDuration;
    private readonly Counter<long> _renewals;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private volatile TokenSources[] _registrations = [];

    public TokenTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name);
        _requests = meter.CreateCounter<long>("aritma.psd2.token.requests", "{request}", "Requests made to the token endpoint.");
        _requestDuration = meter.CreateHistogram<double>(
            "aritma.psd2.token.request.duration",
            "s",
            "Duration of requests to the token endpoint.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
        _renewals = meter.CreateCounter<long>("aritma.psd2.token.renewals", "{token}", "New tokens, by the reason they were fetched for.");
        _hits = meter.CreateCounter<long>("aritma.psd2.token.cache.hits", "{call}", "Calls that found a usable token.");
        _misses = meter.CreateCounter<long>("aritma.psd2.token.cache.misses", "{call}", "Calls that found none.");
        meter.CreateObservableGauge(
            "aritma.psd2.token.remaining_life", ObserveRemainingLife, "s", "How long the tokens in use are still valid.");
    }

    /// <summary>Includes the tokens of a registration in what is observed.</summary>
    public void Observe(TokenSources registration)
    {
        lock (_requests)
        {
            _registrations = [.. _registrations, registration];
        }
    }

    public void Hit(KeyValuePair<string, object?>[] source) => _hits.Add(1, source);

    public void Miss(KeyValuePair<string, object?>[] source) => _misses.Add(1, source);

    public void Renewed(KeyValuePair<string, object?>[] source, RenewalReason reason, bool isShared) => _renewals.Add(
        1, [.. source, ReasonTag(reason), new("aritma.psd2.token.origin", isShared ? "other_instance" : "endpoint")]);

    /// <summary>The tags of what one token source does: a value for each that the application's code declares.</summary>
    public static KeyValuePair<string, object?>[] Tags(string? registration, ScopeSet scopes)
    {
        var tag = new KeyValuePair<string, object?>("aritma.psd2.scopes", scopes.Key);
        return registration is null ? [tag] : [tag, new("aritma.psd2.registration", registration)];
    }

    public Request StartRequest(TokenRequest request) => new(this, request);

    private IEnumerable<Measurement<double>> ObserveRemainingLife() =>
        from registration in _registrations
        from source in registration.All
        let expires = source.Status.ExpiresAt
        where expires is not null
        select new Measurement<double>((expires.Value - _time.GetUtcNow()).TotalSeconds, source.Tags);

    private static KeyValuePair<string, object?> ReasonTag(RenewalReason reason) => new("aritma.psd2.token.reason", reason switch
    {
        RenewalReason.Cold => "cold",
        RenewalReason.Expiring => "expiring",
        _ => "rejected",
    });

    /// <summary>The measurement of one request to the token endpoint.</summary>
    public sealed class Request : IDisposable
    {
        private readonly TokenTelemetry _telemetry;
        private readonly TokenRequest _request;
        private readonly Activity? _activity;
        private readonly long _start;

        public Request(TokenTelemetry telemetry, TokenRequest request)
        {
            _telemetry = telemetry;
            _request = request;
            _start = telemetry._time.GetTimestamp();

            // A refresh that nobody waits for is no part of the trace that happened to start it.
            var startedBy = request.Fetch.StartedBy?.Context ?? default;
            var isBackground = request.Fetch.Reason == RenewalReason.Expiring;
            _activity = Activities.StartActivity(
                "aritma.psd2.token_request",
                ActivityKind.Internal,
                parentContext: isBackground ? default : startedBy,
                tags: [.. request.Fetch.Tags, ReasonTag(request.Fetch.Reason), .. Server()],
                links: isBackground && startedBy != default ? [new(startedBy)] : null);
        }

        public void Succeeded() => End("success", null);

        public void Failed(Psd2TokenException failure)
        {
            var outcome = failure.Outcome switch
            {
                TokenRequestOutcome.Refused => "refused",
                TokenRequestOutcome.Unavailable => "unavailable",
                TokenRequestOutcome.InvalidResponse => "invalid_response",
                TokenRequestOutcome.TimedOut => "timed_out",
                TokenRequestOutcome.Unreachable => "unreachable",
                _ => "failed",
            };
            _activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            End(outcome, ErrorType(failure));
        }

        public void Dispose() => _activity?.Dispose();

        private void End(string outcome, string? errorType)
        {
            var outcomeTag = new KeyValuePair<string, object?>("aritma.psd2.token.outcome", outcome);
            KeyValuePair<string, object?>[] result = errorType is null ? [outcomeTag] : [outcomeTag, new("error.type", errorType)];
            TagList tags = new([.. _request.Fetch.Tags, .. result, .. Server()]);
            _telemetry._requests.Add(1, tags);
            _telemetry._requestDuration.Record(_telemetry._time.GetElapsedTime(_start).TotalSeconds, tags);
            foreach (var (key, value) in result)
            {
                _activity?.SetTag(key, value);
            }
        }

        private KeyValuePair<string, object?>[] Server() =>
            [new("server.address", _request.Settings.Endpoint.Host), new("server.port", _request.Settings.Endpoint.Port)];

        // Of the endpoint's own words only those that RFC 6749 §5.2 defines, so that it can't make up any number of values.
        private static string ErrorType(Psd2TokenException failure) => failure switch
        {
            { Error: { } error } when TokenErrors.IsDefined(error) => error,
            { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
            { Outcome: TokenRequestOutcome.TimedOut } => "timeout",
            { InnerException: { } cause } => cause.GetType().ToString(),
            _ => "_OTHER",
        };
    }
}
