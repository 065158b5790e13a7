using System.Diagnostics;
using System.Text.RegularExpressions;
using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>What a collector gets from a web application that shows two pages, each with a call of the API.</summary>
public sealed partial class OpenTelemetryTests : IAsyncLifetime
{
    // OpenTelemetry collects from the whole process, where other tests run at the same time. This tells the measurements apart.
    private const string Registration = "open-telemetry";

    private readonly List<Activity> _spans = [];
    private IReadOnlyList<MetricSnapshot> _metrics = [];
    private Psd2Sandbox _sandbox = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        var time = new FakeTimeProvider(TestTime.Start);
        _sandbox = await Psd2Sandbox.StartAsync(options => options.TimeProvider = time);
        var builder = WebApplication.CreateSlimBuilder();

        // Applications log. Without any logging, ASP.NET Core starts no activity by itself, and its instrumentation wouldn't be missed.
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddPsd2Clients(Registration, _sandbox.Configure);
        AddOpenTelemetry(builder);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(_spans));
        var exported = new List<MetricSnapshot>();
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(exported));
        await using var app = builder.Build();
        app.MapGet("/overview", ([FromKeyedServices(Registration)] IConsentsApi consents) => consents.GetBanksAsync());
        await app.StartAsync();
        _address = new Uri(app.Urls.Single());

        // A browser has no trace that the application could continue.
        using var browser = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = _address };
        await browser.GetStringAsync(new Uri("overview", UriKind.Relative));
        await browser.GetStringAsync(new Uri("overview", UriKind.Relative));

        // Another export follows when the application is disposed, without the tokens.
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        _metrics = [.. exported];

        // The span of a request may end after its answer has left.
        await app.StopAsync();
    }

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Fact]
    public void A_page_its_token_request_and_its_api_call_are_one_trace()
    {
        var page = Pages().First();

        var trace = _spans.Where(span => span.TraceId == page.TraceId).ToList();
        var token = Assert.Single(trace, span => span.Source.Name == "Aritma.Psd2");
        var sent = Assert.Single(trace, span => IsClientOf(span, _sandbox.TokenEndpoint.AbsoluteUri));
        var call = Assert.Single(trace, span => IsClientOf(span, _sandbox.ApiBaseAddress + "/banks"));
        Assert.Equal("aritma.psd2.token_request", token.OperationName);
        Assert.Equal(default, page.ParentSpanId);
        Assert.Equal(page.SpanId, token.ParentSpanId);
        Assert.Equal(token.SpanId, sent.ParentSpanId);
        Assert.Equal(page.SpanId, call.ParentSpanId);
    }

    [Fact]
    public void A_page_whose_call_finds_a_token_has_no_token_request()
    {
        var page = Pages().Last();

        var trace = _spans.Where(span => span.TraceId == page.TraceId).ToList();
        Assert.DoesNotContain(trace, span => span.Source.Name == "Aritma.Psd2");
        Assert.Equal(page.SpanId, Assert.Single(trace, span => IsClientOf(span, _sandbox.ApiBaseAddress + "/banks")).ParentSpanId);
    }

    [Fact]
    public void Metrics_arrive_with_their_units_and_tags()
    {
        var endpoint = $"server.address={_sandbox.TokenEndpoint.Host} server.port={_sandbox.TokenEndpoint.Port}";
        var common = $"aritma.psd2.registration={Registration} aritma.psd2.scopes=banking.channel.psd2";

        Assert.Equal(
            [
                $"aritma.psd2.token.acquisitions 1 {{token}} {common} aritma.psd2.token.origin=endpoint aritma.psd2.token.reason=cold",
                $"aritma.psd2.token.cache.lookups 1 {{lookup}} {common} aritma.psd2.token.cache.result=hit",
                $"aritma.psd2.token.cache.lookups 1 {{lookup}} {common} aritma.psd2.token.cache.result=miss",
                $"aritma.psd2.token.remaining_life 3600 s {common}",
                $"aritma.psd2.token.request.duration 0 s {common} {endpoint}",
            ],
            Measurements().Where(measured => measured.Contains(Registration, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Neither_the_secret_nor_the_token_is_exported()
    {
        var token = Assert.Single(_sandbox.TokenRequests).IssuedAccessToken!;
        string[] exported = [.. _spans.SelectMany(Texts), .. Measurements()];

        Assert.Contains(exported, text => text.Contains(_sandbox.TokenEndpoint.Authority, StringComparison.Ordinal));
        Assert.All(exported, text =>
        {
            Assert.DoesNotContain(_sandbox.ClientSecret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_documentation_shows_the_code_that_these_tests_run()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "telemetry.md"));
        var code = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "OpenTelemetryTests.cs"));

        Assert.Contains(Unindented(CodeBlock().Match(document).Groups[1].Value), Unindented(code), StringComparison.Ordinal);
    }

    /// <summary>The code of docs/telemetry.md.</summary>
    private static void AddOpenTelemetry(WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("Aritma.Psd2"))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddSource("Aritma.Psd2"));
    }

    private IEnumerable<Activity> Pages() => _spans.Where(span =>
        span.Kind == ActivityKind.Server
        && Equals(span.GetTagItem("server.port"), _address.Port)
        && "/overview".Equals(span.GetTagItem("url.path")));

    private static bool IsClientOf(Activity span, string address) =>
        span.Kind == ActivityKind.Client && address.Equals(span.GetTagItem("url.full"));

    private static IEnumerable<string> Texts(Activity span) =>
    [
        $"{span.DisplayName} {span.StatusDescription} {span.TraceStateString}",
        .. span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags)).Select(Text),
        .. span.Baggage.Select(item => item.Value ?? ""),
    ];

    private IEnumerable<string> Measurements() =>
        from metric in _metrics
        from point in metric.MetricPoints
        let tags = string.Join(' ', TagsOf(point).Select(Text).Order(StringComparer.Ordinal))
        select $"{metric.Name} {ValueOf(metric.MetricType, point)} {metric.Unit} {tags}";

    private static double ValueOf(MetricType type, MetricPoint point) => type switch
    {
        MetricType.LongSum => point.GetSumLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => point.GetHistogramSum(),
    };

    private static IEnumerable<KeyValuePair<string, object?>> TagsOf(MetricPoint point)
    {
        foreach (var tag in point.Tags)
        {
            yield return tag;
        }
    }

    private static string Text(KeyValuePair<string, object?> tag) => $"{tag.Key}={tag.Value}";

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"^```csharp\r?\n(.*?)\r?\n```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
