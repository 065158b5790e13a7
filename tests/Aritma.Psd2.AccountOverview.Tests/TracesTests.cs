using System.Diagnostics;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>What is exported of a request.</summary>
public sealed class TracesTests : IAsyncLifetime, IDisposable
{
    private readonly Exported _exported = new();
    private RunningApplication _running = null!;
    private WebApplicationFactory<Program> _application = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _running = await RunningApplication.StartAsync();
        _application = _running.Application.WithWebHostBuilder(builder => builder.ConfigureServices(services =>
            services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(_exported))));
        _visitor = new Visitor(_application);
    }

    public async Task DisposeAsync()
    {
        await _application.DisposeAsync();
        await _running.DisposeAsync();
    }

    public void Dispose()
    {
        _visitor.Dispose();
        _exported.Dispose();
    }

    [Fact]
    public async Task A_page_its_calls_and_their_token_are_one_tree()
    {
        var sent = await _visitor.StartConnectingAsync("Nordlysvik Bank");
        await _visitor.OpenAsync(await _visitor.DecideAsync(sent.Location));
        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());

        // The first one that needs a token for accounts.
        await _visitor.OpenAsync("/", ("traceparent", $"00-{trace}-{caller}-01"));

        var page = await _exported.PageAsync(trace, caller);
        var spans = _exported.Of(trace);
        Assert.Equal("GET /", $"{page.GetTagItem("http.request.method")} {page.GetTagItem("url.path")}");
        var token = Assert.Single(spans, span => span.OperationName == "aritma.psd2.token_request");
        var requests = spans.Where(span => span.Kind is ActivityKind.Client && span.GetTagItem("url.full") is not null).ToList();
        var tokenRequest = Assert.Single(requests, span => PathOf(span) == _running.Sandbox.TokenEndpoint.AbsolutePath);
        Assert.Single(requests, span => PathOf(span) == "/api/accounts");
        Assert.Equal(2, requests.Count);
        Assert.Contains(token, AncestorsOf(tokenRequest, spans));
        Assert.All([token, .. requests], span => Assert.Contains(page, AncestorsOf(span, spans)));
        Assert.All(spans, span => Assert.True(span == page || AncestorsOf(span, spans).Contains(page)));
    }

    [Fact]
    public async Task Spans_tell_no_token_and_no_secret()
    {
        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());

        await _visitor.OpenAsync("/connect", ("traceparent", $"00-{trace}-{caller}-01"));

        await _exported.PageAsync(trace, caller);
        var values = _exported.Of(trace).SelectMany(span => span.TagObjects).Select(tag => $"{tag.Value}").ToList();
        string[] hidden = [_running.Sandbox.ClientSecret, .. _running.Sandbox.TokenRequests.Select(request => request.IssuedAccessToken!)];
        Assert.NotEmpty(values);
        Assert.Equal(2, hidden.Length);
        Assert.All(hidden, secret => Assert.DoesNotContain(values, value => value.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Probes_are_not_traced()
    {
        var (probe, trace, caller) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());

        await _visitor.OpenAsync("/health", ("traceparent", $"00-{probe}-{caller}-01"));
        await _visitor.OpenAsync("/", ("traceparent", $"00-{trace}-{caller}-01"));

        await _exported.PageAsync(trace, caller);
        Assert.DoesNotContain(_exported.Of(probe), span => span.ParentSpanId == caller);
    }

    private static string PathOf(Activity span) => new Uri((string)span.GetTagItem("url.full")!).AbsolutePath;

    private static IEnumerable<Activity> AncestorsOf(Activity span, IReadOnlyList<Activity> spans)
    {
        while (spans.SingleOrDefault(candidate => candidate.SpanId == span.ParentSpanId) is { } parent)
        {
            yield return span = parent;
        }
    }

    /// <summary>The spans that would be exported. Tests that run beside this one have spans too: a trace is asked for by its id.</summary>
    private sealed class Exported : BaseProcessor<Activity>
    {
        private readonly Recorded<Activity> _spans = new();

        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
            {
                _spans.Add(data);
            }
        }

        public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _spans.All.Where(span => span.TraceId == trace)];

        /// <summary>The span of the page, which ends last.</summary>
        public Task<Activity> PageAsync(ActivityTraceId trace, ActivitySpanId caller) =>
            _spans.FirstAsync(span => span.TraceId == trace && span.ParentSpanId == caller);
    }
}
