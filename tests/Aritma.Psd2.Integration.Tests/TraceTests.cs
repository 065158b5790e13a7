using System.Diagnostics;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>What a trace shows of token requests, with the spans of System.Net.Http.</summary>
public class TraceTests
{
    private const string Http = "System.Net.Http";
    private const string Psd2 = "Aritma.Psd2";

    [Fact]
    public async Task A_token_request_is_a_child_of_the_call_that_started_it()
    {
        await using var app = await App.StartAsync();
        using var spans = new RecordedSpans(Psd2, Http);

        await app.Consents.GetBanksAsync();

        var token = await spans.Spans.FirstAsync(span => span.Source.Name == Psd2);
        var sent = await spans.Spans.FirstAsync(span => IsTo(span, "/connect/token"));
        var call = await spans.Spans.FirstAsync(span => IsTo(span, "/api/banks"));
        Assert.Equal(spans.Caller.SpanId, token.ParentSpanId);
        Assert.Equal(token.SpanId, sent.ParentSpanId);
        Assert.Equal(spans.Caller.SpanId, call.ParentSpanId);
    }

    [Fact]
    public async Task It_is_one_too_where_only_the_spans_of_http_are_listened_to()
    {
        await using var app = await App.StartAsync();
        using var spans = new RecordedSpans(Http);

        await app.Consents.GetBanksAsync();

        var sent = await spans.Spans.FirstAsync(span => IsTo(span, "/connect/token"));
        Assert.Equal(spans.Caller.TraceId, sent.TraceId);
    }

    [Fact]
    public async Task A_token_request_has_neither_the_baggage_nor_the_trace_state_of_the_call_that_causes_it()
    {
        await using var app = await App.StartAsync();
        using var spans = new RecordedSpans(Psd2, Http);
        spans.Caller.AddBaggage("user", "anna");
        spans.Caller.TraceStateString = "vendor=anna";

        await app.Consents.GetBanksAsync();

        var sent = await spans.Spans.FirstAsync(span => IsTo(span, "/connect/token"));
        var call = await spans.Spans.FirstAsync(span => IsTo(span, "/api/banks"));
        Assert.Equal(("anna", "vendor=anna"), (call.GetBaggageItem("user"), call.TraceStateString));
        Assert.Equal((null, null), (sent.GetBaggageItem("user"), sent.TraceStateString));
    }

    [Fact]
    public async Task Retries_and_the_request_after_a_rejected_token_are_in_the_same_trace()
    {
        await using var app = await App.StartAsync();
        app.Sandbox.TokenEndpointFaults.Add(new() { StatusCode = 503 });
        app.Sandbox.ApiFaults.Add(new() { StatusCode = 401 });
        using var spans = new RecordedSpans(Psd2);

        await app.Consents.GetBanksAsync();

        Assert.Equal(["cold", "cold", "rejected"], spans.Spans.All.Select(span => span.GetTagItem("aritma.psd2.token.reason")));
        Assert.All(spans.Spans.All, span => Assert.Equal(spans.Caller.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task A_refresh_ahead_is_a_trace_of_its_own_with_a_link_to_the_call_that_started_it()
    {
        await using var app = await App.StartAsync();
        await app.Consents.GetBanksAsync();
        app.Time.Advance(TimeSpan.FromMinutes(52));
        using var spans = new RecordedSpans(Psd2, Http);

        await app.Consents.GetBanksAsync();

        var refresh = await spans.Spans.FirstAsync(span => span.Source.Name == Psd2);
        Assert.Equal(default, refresh.ParentSpanId);
        Assert.NotEqual(spans.Caller.TraceId, refresh.TraceId);
        Assert.Equal(spans.Caller.Context, Assert.Single(refresh.Links).Context);
        Assert.DoesNotContain(spans.Spans.All, span => IsTo(span, "/connect/token"));
    }

    private static bool IsTo(Activity span, string path) => $"{span.GetTagItem("url.full")}".EndsWith(path, StringComparison.Ordinal);
}
