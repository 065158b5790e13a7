using System.Net;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

public sealed class ChangeEventsTests : PageTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_change_is_announced_once_the_stream_has_begun()
    {
        using var response = await OpenStreamAsync();
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadEventAsync(events);

        using var token = await RequestTokenAsync();
        await ReadEventAsync(events);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Contains("id=\"token-request-1\"", await HtmlAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_page_does_is_announced_as_well()
    {
        using var response = await OpenStreamAsync();
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadEventAsync(events);
        Action[] changes =
        [
            () => Sandbox.AddConsent(),
            () => Sandbox.ApiFaults.Add(new() { Drop = true }),
            () => Sandbox.ApiFaults.Clear(),
            () => Sandbox.AdvanceClock(TimeSpan.FromHours(1)),
            () => Sandbox.RevokeTokens(),
            () => Sandbox.Reset(),
        ];

        foreach (var change in changes)
        {
            change();
            await ReadEventAsync(events);
        }
    }

    [Fact]
    public async Task The_stream_ends_with_the_sandbox()
    {
        using var response = await OpenStreamAsync();
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadEventAsync(events);

        await Sandbox.DisposeAsync().AsTask().WaitAsync(Patience);

        Assert.Empty((await events.ReadToEndAsync().WaitAsync(Patience)).Trim());
    }

    [Theory]
    [InlineData("Origin", "http://example.com")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "example.com")]
    public async Task Other_origins_get_none(string header, string value)
    {
        using var response = await OpenAsync("/sandbox/events", (header, value));

        await AssertProblemAsync(HttpStatusCode.Forbidden, response);
    }

    private Task<HttpResponseMessage> OpenStreamAsync() =>
        Http.GetAsync(new Uri(Sandbox.Address, "/sandbox/events"), HttpCompletionOption.ResponseHeadersRead);

    private static async Task ReadEventAsync(StreamReader events)
    {
        List<string> lines = [];
        while (await events.ReadLineAsync().WaitAsync(Patience) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        Assert.Contains("data: change", lines);
    }
}
