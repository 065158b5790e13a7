using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>What arrives at a server over loopback.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private readonly List<string> _received = [];
    private readonly WebApplication _server;

    public WireTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_json_body_goes_out_chunked_and_can_be_sent_again()
    {
        var services = new ServiceCollection();
        var twice = new SendsTwice();
        services.AddRefitGeneratedClient<IJsonApi>().At(_server.Urls.Single()).AddHttpMessageHandler(() => twice);

        await services.Resolve<IJsonApi>().PostAsync(new Consent("n", Status.ReceivedOnly, default, null));

        const string Expected = "POST /consents | length: , chunked | application/json; charset=utf-8 | " +
            """{"name":"n","status":"receivedOnly","validTo":"0001-01-01","limit":null,"note":null}""";
        Assert.Equal([Expected, Expected], _received);
        Assert.Equal("System.Net.Http.PushStreamContent", twice.ContentType);
        Assert.Null(twice.ContentLength);
    }

    [Fact]
    public async Task Dates_keep_their_escapes_on_the_way()
    {
        var api = Client.Over<IAddressApi>(new SocketsHttpHandler(), _server.Urls.Single());

        await api.FormatAsync(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)), new DateOnly(2024, 5, 6), until: null);

        Assert.StartsWith(
            "GET /search?since=2024-05-06T07%3A08%3A09.0000000%2B02%3A00&day=2024-05-06 |",
            Assert.Single(_received),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_header_is_not_sent()
    {
        await Client.Over<IHeadersApi>(new SocketsHttpHandler(), _server.Urls.Single()).ParametersAsync(null, null, null);

        Assert.DoesNotContain("Consent-ID", Assert.Single(_received), StringComparison.Ordinal);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var consent = request.Headers.ContainsKey("Consent-ID") ? " Consent-ID" : "";
        _received.Add(
            $"{request.Method} {request.Path}{request.QueryString} | " +
            $"length: {request.ContentLength}, {request.Headers.TransferEncoding} | {request.ContentType} | {await reader.ReadToEndAsync()}{consent}");
        context.Response.StatusCode = (int)HttpStatusCode.OK;
    }

    private sealed class SendsTwice : DelegatingHandler
    {
        public string? ContentType { get; private set; }

        public long? ContentLength { get; private set; } = -1;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (ContentType, ContentLength) = (request.Content?.GetType().FullName, request.Content?.Headers.ContentLength);
            using (await base.SendAsync(request, cancellationToken))
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
