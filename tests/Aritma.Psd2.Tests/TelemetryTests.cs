using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Aritma.Psd2.Tests;

public partial class TelemetryTests
{
    private const string Duration = "aritma.psd2.token.request.duration";
    private const string Acquisitions = "aritma.psd2.token.acquisitions";
    private const string Lookups = "aritma.psd2.token.cache.lookups";
    private const string ErrorType = "error.type";
    private const string Reason = "aritma.psd2.token.reason";

    /// <summary>Reached by a run that would hang otherwise.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(1);

    public static TheoryData<string?, Func<HttpResponseMessage>> Answers() => new()
    {
        { null, () => TokenEndpointStub.Token("granted") },
        { "invalid_client", () => Refusal("invalid_client") },
        { "400", () => Refusal("made-up") },
        { "404", () => TokenEndpointStub.Body("", "text/plain", HttpStatusCode.NotFound) },
        { "503", () => TokenEndpointStub.Body("", "text/plain", HttpStatusCode.ServiceUnavailable) },
        { "307", () => TokenEndpointStub.Body("", "text/plain", HttpStatusCode.TemporaryRedirect) },
        { "invalid_response", () => TokenEndpointStub.Json("{}") },
        { "System.Net.Http.HttpRequestException", () => throw new HttpRequestException("refused") },
        { "System.InvalidTimeZoneException", () => throw new InvalidTimeZoneException("from a handler") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Token_requests_are_counted_by_what_went_wrong(string? errorType, Func<HttpResponseMessage> answer)
    {
        await using var services = new TestServices();
        using var durations = Collect<double>(services, Duration);
        services.TokenEndpoint.Answer = (_, _) => Task.FromResult(answer());

        await Record.ExceptionAsync(() => services.CallAsync());

        var measured = durations.GetMeasurementSnapshot();
        Assert.Equal(services.TokenEndpoint.Requests.Count, measured.Count);
        Assert.All(measured.Select(duration => duration.Tags), tags =>
        {
            Assert.Equal(errorType, tags.GetValueOrDefault(ErrorType));
            Assert.Equal("banking.ais.read banking.channel.psd2", tags["aritma.psd2.scopes"]);
            Assert.Equal(("id.dev.aritma.io", 443), (tags["server.address"], tags["server.port"]));
        });
    }

    [Fact]
    public async Task A_silent_endpoint_is_counted_as_timed_out()
    {
        await using var services = new TestServices();
        using var durations = Collect<double>(services, Duration);
        var asked = new TaskCompletionSource();
        services.TokenEndpoint.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        };

        var call = services.CallAsync();
        await asked.Task;
        services.Time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<Psd2TokenException>(() => call);

        Assert.All(By(ErrorType, durations), counted => Assert.Equal("timeout", counted.Tag));
        Assert.NotEmpty(durations.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task The_meter_and_the_activity_source_tell_the_version_of_the_library()
    {
        var version = typeof(Psd2Options).Assembly.GetName().Version!.ToString(3);
        await using var services = new TestServices();
        using var meter = new RecordedMeter(services.Provider);
        using var spans = new RecordedSpans("Aritma.Psd2");

        await services.CallAsync();

        Assert.All(meter.Instruments.All, instrument => Assert.Equal(version, instrument.Meter.Version));
        Assert.NotEmpty(meter.Instruments.All);
        Assert.Equal(version, Assert.Single(spans.Spans.All).Source.Version);
    }

    [Fact]
    public async Task Durations_are_seconds()
    {
        await using var services = new TestServices();
        using var durations = Collect<double>(services, Duration);
        services.TokenEndpoint.Answer = (_, _) =>
        {
            services.Time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(TokenEndpointStub.Token("granted"));
        };

        await services.CallAsync();

        Assert.Equal([(null, 0.25)], By(ErrorType, durations));
    }

    [Fact]
    public async Task New_tokens_are_counted_by_reason()
    {
        await using var services = new TestServices();
        using var acquisitions = Collect<long>(services, Acquisitions);
        await services.CallAsync();

        services.Time.Advance(TimeSpan.FromMinutes(52));
        await services.CallAsync();
        await acquisitions.WaitForMeasurementsAsync(2, HangLimit);
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(
            services.Api.Requests.Count == 3 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));
        await services.CallAsync();
        await acquisitions.WaitForMeasurementsAsync(3, HangLimit);

        Assert.Equal([("cold", 1), ("expiring", 1), ("rejected", 1)], By(Reason, acquisitions));
        Assert.All(By("aritma.psd2.token.origin", acquisitions), acquisition => Assert.Equal("endpoint", acquisition.Tag));
    }

    [Fact]
    public async Task Lookups_are_counted_as_hits_and_misses()
    {
        await using var services = new TestServices();
        using var lookups = Collect<long>(services, Lookups);

        await services.CallAsync();
        await services.CallAsync();
        await services.CallAsync();

        Assert.Equal([("miss", 1), ("hit", 1), ("hit", 1)], By("aritma.psd2.token.cache.result", lookups));
    }

    [Fact]
    public async Task The_remaining_life_of_each_token_in_use_is_observed()
    {
        await using var services = new TestServices();
        using var lives = Collect<double>(services, "aritma.psd2.token.remaining_life");
        await services.Tokens.GetTokenAsync(["a"]);
        services.Time.Advance(TimeSpan.FromMinutes(10));
        await services.Tokens.GetTokenAsync(["b"]);

        lives.RecordObservableInstruments();
        services.Time.Advance(TimeSpan.FromMinutes(55));
        lives.RecordObservableInstruments();

        Assert.Equal(
            [("a", 3000), ("b", 3600), ("b", 300)],
            By("aritma.psd2.scopes", lives).OrderBy(life => life.Tag).ThenByDescending(life => life.Value));
    }

    [Fact]
    public async Task A_named_registration_is_told_by_its_tag()
    {
        await using var services = new TestServices(configure: builder => builder.Services
            .AddPsd2(
                "tenant-a",
                options => (options.Environment, options.ClientId, options.ClientSecret) = (Psd2Environment.Production, "a", "s3cret"))
            .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new TokenEndpointStub())));
        using var durations = Collect<double>(services, Duration);

        await services.Tokens.GetTokenAsync(["a"]);
        await services.Provider.GetRequiredKeyedService<IPsd2TokenProvider>("tenant-a").GetTokenAsync(["a"]);

        Assert.Equal([null, "tenant-a"], By("aritma.psd2.registration", durations).Select(measured => measured.Tag));
    }

    [Fact]
    public async Task An_endpoint_that_makes_up_ever_new_errors_makes_up_no_tag_values()
    {
        await using var services = new TestServices();
        using var meter = new RecordedMeter(services.Provider);
        using var durations = Collect<double>(services, Duration);
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Json(
            $$"""{"error":"error-{{number}}","error_description":"description-{{number}}","scope":"scope-{{number}}"}""",
            number % 2 == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.OK));

        for (var i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
            services.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(50, services.TokenEndpoint.Requests.Count);
        Assert.Equal(["invalid_response", "400"], By(ErrorType, durations).Select(measured => measured.Tag).Distinct());
        Assert.DoesNotContain(
            meter.Tags,
            tag => $"{tag.Value}".Contains("error-", StringComparison.Ordinal)
                || $"{tag.Value}".Contains("scope-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_token_request_is_one_span_and_a_hit_is_none()
    {
        await using var services = new TestServices();
        using var spans = new RecordedSpans("Aritma.Psd2");
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? TokenEndpointStub.Body("", "text/plain", HttpStatusCode.BadGateway) : TokenEndpointStub.Token("granted"));

        await services.CallAsync();
        await services.CallAsync();

        Assert.Collection(
            spans.Spans.All,
            failed =>
            {
                Assert.Equal(ActivityStatusCode.Error, failed.Status);
                Assert.Contains("it answered 502", failed.StatusDescription, StringComparison.Ordinal);
                Assert.Equal("502", failed.GetTagItem(ErrorType));
            },
            succeeded =>
            {
                Assert.Equal(ActivityStatusCode.Unset, succeeded.Status);
                Assert.Null(succeeded.GetTagItem(ErrorType));
            });
        Assert.All(spans.Spans.All, span =>
        {
            Assert.Equal(("aritma.psd2.token_request", ActivityKind.Internal), (span.OperationName, span.Kind));
            Assert.Equal(spans.Caller.SpanId, span.ParentSpanId);
            Assert.Equal("banking.ais.read banking.channel.psd2", span.GetTagItem("aritma.psd2.scopes"));
            Assert.Equal("cold", span.GetTagItem(Reason));
            Assert.Equal(("id.dev.aritma.io", 443), (span.GetTagItem("server.address"), span.GetTagItem("server.port")));
        });
    }

    [Fact]
    public async Task A_refresh_ahead_is_a_root_span_linked_to_its_caller()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromMinutes(52));
        using var spans = new RecordedSpans("Aritma.Psd2");

        await services.CallAsync();
        var refresh = await spans.Spans.FirstAsync(_ => true);

        Assert.Equal(default, refresh.ParentSpanId);
        Assert.NotEqual(spans.Caller.TraceId, refresh.TraceId);
        Assert.Equal(spans.Caller.Context, Assert.Single(refresh.Links).Context);
        Assert.Equal("expiring", refresh.GetTagItem(Reason));
    }

    [Fact]
    public async Task Every_instrument_tag_and_span_is_documented_and_nothing_else_is()
    {
        await using var services = new TestServices(configure: builder => builder.Services
            .AddPsd2(
                "tenant-a",
                options => (options.Environment, options.ClientId, options.ClientSecret) = (Psd2Environment.Production, "a", "s3cret"))
            .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new TokenEndpointStub())));
        using var meter = new RecordedMeter(services.Provider);
        using var spans = new RecordedSpans("Aritma.Psd2");
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? TokenEndpointStub.Body("", "text/plain", HttpStatusCode.BadGateway) : TokenEndpointStub.Token("granted"));
        await services.CallAsync();
        await services.CallAsync();
        await services.Provider.GetRequiredKeyedService<IPsd2TokenProvider>("tenant-a").GetTokenAsync(["a"]);
        await meter.Measurements.FirstAsync(measurement =>
            measurement.Instrument == Acquisitions && measurement.Tags.Any(tag => tag.Key == "aritma.psd2.registration"));
        meter.Observe();

        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "telemetry.md"));

        Assert.Equal(
            meter.Instruments.All.Select(instrument => $"| `{instrument.Name}` | {TypeOf(instrument)} | `{instrument.Unit}` |").Order(),
            InstrumentRow().Matches(document).Select(row => row.Value).Order());
        Assert.Equal(
            meter.Tags.Concat(spans.Spans.All.SelectMany(span => span.TagObjects)).Select(tag => tag.Key)
                .Concat(meter.Instruments.All.Select(instrument => instrument.Name))
                .Concat(spans.Spans.All.Select(span => span.OperationName))
                .Distinct().Order(),
            Name().Matches(document).Select(name => name.Groups[1].Value).Distinct().Order());
        string[] values =
        [
            "cold", "expiring", "rejected", "hit", "miss", "endpoint", "other_instance", "invalid_client", "timeout", "503",
            "invalid_response", typeof(HttpRequestException).FullName!,
        ];
        Assert.All(values, value => Assert.Contains($"`{value}`", document, StringComparison.Ordinal));
    }

    private static MetricCollector<T> Collect<T>(TestServices services, string instrument)
        where T : struct => new(services.Provider.GetRequiredService<IMeterFactory>(), "Aritma.Psd2", instrument);

    private static IEnumerable<(object? Tag, T Value)> By<T>(string tag, MetricCollector<T> collector)
        where T : struct =>
        collector.GetMeasurementSnapshot().Select(measurement => (measurement.Tags.GetValueOrDefault(tag), measurement.Value));

    private static HttpResponseMessage Refusal(string error) =>
        TokenEndpointStub.Json($$"""{"error":"{{error}}"}""", HttpStatusCode.BadRequest);

    private static string TypeOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableGauge<double> => "gauge",
        _ => instrument.GetType().Name,
    };

    [GeneratedRegex(@"^\| `[^`]+` \| \w+ \| `[^`]+` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex("`((?:aritma\\.psd2|error|server)\\.[a-z0-9_.]+)`")]
    private static partial Regex Name();
}
