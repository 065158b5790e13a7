using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Aritma.Psd2.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>Which bodies are sent once more after a 401: those whose bytes are known, whatever they are made of.</summary>
public class ReplayedBodyTests
{
    [Fact]
    public async Task A_body_that_a_handler_inside_has_replaced_leaves_its_401_to_the_caller()
    {
        var bodies = new List<string>();
        await using var services = new TestServices();
        services.Api.Answer = async request =>
        {
            bodies.Add(await request.Content!.ReadAsStringAsync());
            request.Content = new StringContent("signed");
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        };

        using var answer = await services.Client().PostAsync(new Uri("accounts", UriKind.Relative), new StringContent("original"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["original"], bodies);
    }

    [Fact]
    public async Task A_body_that_is_read_without_async_is_sent_again()
    {
        var bodies = new List<string>();
        await using var services = new TestServices();
        services.Api.Answer = request =>
        {
            using var read = new MemoryStream();
            request.Content!.CopyTo(read, null, CancellationToken.None);
            bodies.Add(System.Text.Encoding.UTF8.GetString(read.ToArray()));
            return Task.FromResult(new HttpResponseMessage(bodies.Count == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));
        };

        using var answer = await services.Client().PostAsync(new Uri("accounts", UriKind.Relative), new StringContent("text"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["text", "text"], bodies);
    }

    [Fact]
    public async Task A_replay_has_the_headers_that_the_body_was_sent_with()
    {
        var digests = new List<string>();
        await using var services = new TestServices();
        services.Api.Answer = async request =>
        {
            await request.Content!.CopyToAsync(Stream.Null);
            digests.Add(string.Join(',', request.Content.Headers.GetValues("Digest")));
            return new HttpResponseMessage(digests.Count == 2 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://banking.dev.aritma.io/api/accounts");
        request.Content = new StringContent("text");
        request.Content.Headers.Add("Digest", "first");
        using var invoker = new HttpMessageInvoker(
            services.Provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TestServices.ClientName));

        await invoker.SendAsync(request, CancellationToken.None);
        request.Content.Headers.Remove("Digest");
        request.Content.Headers.Add("Digest", "second");
        await invoker.SendAsync(request, CancellationToken.None);

        Assert.Equal(["first", "second", "second"], digests);
    }

    private const int LargestReplayed = 1024 * 1024;

    private static readonly Uri Address = new("https://banking.dev.aritma.io/api/consents");

    public static TheoryData<string, HttpContent?> Bodies() => new()
    {
        { "", null },
        { "text", new StringContent("text") },
        { "bytes", new ByteArrayContent("bytes"u8.ToArray()) },
        { "a=1", new FormUrlEncodedContent([new("a", "1")]) },
        { "memory", new ReadOnlyMemoryContent("memory"u8.ToArray()) },
        { "{\"value\":1}", JsonContent.Create(new { value = 1 }) },
        { "[1,2]", JsonContent.Create(new List<int> { 1, 2 }) },
        { "[1,2]", JsonContent.Create(new HashSet<int> { 1, 2 }) },
        { "\"text\"", JsonContent.Create("text") },
        { "[1,2]", JsonContent.Create(Once(1, 2)) },
        { "[1,2]", JsonContent.Create(Once(1, 2).ToAsyncEnumerable()) },
        { "{\"items\":[1,2]}", JsonContent.Create(new { items = Once(1, 2) }) },
        { "file", new StreamContent(new MemoryStream("file"u8.ToArray())) },
        { "rest", new StreamContent(new MemoryStream("the rest"u8.ToArray()) { Position = 4 }) },
        { "once", new StreamContent(new ForwardOnlyStream("once")) },
        { "once", StatingItsLength(new StreamContent(new ForwardOnlyStream("once"))) },
        { "own", new PushStreamContent("own") },
        {
            "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\npart\r\n--b\r\n\r\nonce\r\n--b--\r\n",
            new MultipartContent("mixed", "b") { new StringContent("part"), new StreamContent(new ForwardOnlyStream("once")) }
        },
    };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task A_body_is_replayed_with_the_bytes_that_were_sent_even_if_it_can_be_read_only_once(string body, HttpContent? content)
    {
        await using var services = new TestServices();
        var received = await RejectFirstTokenAsync(services);
        var type = content?.Headers.ContentType;

        using var answer = await services.Client().PostAsync(Address, content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([body, body], received.Select(sent => Encoding.UTF8.GetString(sent.Body)));
        Assert.Equal([type?.ToString(), type?.ToString()], received.Select(sent => sent.Type));
    }

    [Fact]
    public async Task A_body_of_1_MiB_is_replayed()
    {
        await using var services = new TestServices();
        var received = await RejectFirstTokenAsync(services);
        var body = Bytes(LargestReplayed);

        using var answer = await services.Client().PostAsync(Address, new StreamContent(new MemoryStream(body)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, received.Count);
        Assert.All(received, sent => Assert.True(sent.Body.AsSpan().SequenceEqual(body)));
    }

    public static TheoryData<HttpContent> BodiesOfMoreThan1MiB() =>
    [
        new ByteArrayContent(Bytes(LargestReplayed + 1)),
        new StreamContent(new MemoryStream(Bytes(LargestReplayed + 1))),
        new StreamContent(new MemoryStream(Bytes(10 * LargestReplayed))),
    ];

    [Theory]
    [MemberData(nameof(BodiesOfMoreThan1MiB), DisableDiscoveryEnumeration = true)]
    public async Task With_a_body_of_more_than_1_MiB_the_401_reaches_the_caller_at_once_and_the_token_is_renewed_behind_it(
        HttpContent content)
    {
        await using var services = new TestServices();
        var received = await RejectFirstTokenAsync(services);
        var renewal = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => renewal.Task;

        using var answer = await services.Client().PostAsync(Address, content);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("closed", await answer.Content.ReadAsStringAsync());
        Assert.Single(received);
        await services.TokenEndpoint.ReceivedAsync(2);
        renewal.SetResult(TokenEndpointStub.Token("token-2"));
        await services.IsIdleAsync();
        using var next = await services.CallAsync();
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_body_of_which_only_a_part_was_sent_is_not_replayed()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.Api.Answer = async request =>
        {
            await Assert.ThrowsAnyAsync<Exception>(() => request.Content!.CopyToAsync(new MemoryStream(new byte[2])));
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        };

        using var answer = await services.Client().PostAsync(Address, new StreamContent(new ForwardOnlyStream("once")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(2, services.Api.Requests.Count);
        await services.TokenEndpoint.ReceivedAsync(2);
    }

    [Fact]
    public async Task A_body_that_was_not_read_before_the_401_is_replayed()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        string? received = null;
        services.Api.Answer = async request =>
        {
            if (services.Api.Requests.Count == 2)
            {
                return new HttpResponseMessage(HttpStatusCode.Unauthorized);
            }

            received = await request.Content!.ReadAsStringAsync();
            return new HttpResponseMessage(HttpStatusCode.OK);
        };

        using var answer = await services.Client().PostAsync(Address, new StreamContent(new ForwardOnlyStream("once")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("once", received);
    }

    [Fact]
    public async Task A_body_that_a_handler_has_disposed_is_replayed()
    {
        await using var services = new TestServices();
        var received = await RejectFirstTokenAsync(services);
        var answer = services.Api.Answer;
        services.Api.Answer = async request =>
        {
            var response = await answer(request);
            request.Content!.Dispose();
            return response;
        };

        using var response = await services.Client().PostAsync(Address, JsonContent.Create(Once(1, 2)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["[1,2]", "[1,2]"], received.Select(sent => Encoding.UTF8.GetString(sent.Body)));
    }

    [Fact]
    public async Task A_retry_outside_sends_a_body_again_that_can_be_read_only_once()
    {
        await using var services = new TestServices(configure: builder =>
            builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new Twice())));
        var received = new List<string>();
        services.Api.Answer = async request =>
        {
            var body = new MemoryStream();
            await request.Content!.CopyToAsync(body);
            received.Add(Encoding.UTF8.GetString(body.ToArray()));
            return new HttpResponseMessage(HttpStatusCode.OK);
        };

        await services.Client().PostAsync(Address, JsonContent.Create(new { items = Once(1, 2) }));

        Assert.Equal(["{\"items\":[1,2]}", "{\"items\":[1,2]}"], received);
    }

    [Fact]
    public async Task Sends_of_one_body_side_by_side_are_not_mixed_up()
    {
        var gates = new Queue<Task>();
        var first = new TaskCompletionSource();
        gates.Enqueue(first.Task);
        gates.Enqueue(Task.CompletedTask);
        using var body = new RecordedContent(new InTwoParts(gates));

        var (slow, fast, replayed) = (new MemoryStream(), new MemoryStream(), new MemoryStream());
        var slowCopy = body.CopyToAsync(slow);
        await body.CopyToAsync(fast);
        first.SetResult();
        await slowCopy;
        using var replay = body.Copy();
        await replay.CopyToAsync(replayed);

        Assert.Equal(
            ["first, second", "first, second", "first, second"],
            new[] { slow, fast, replayed }.Select(copy => Encoding.UTF8.GetString(copy.ToArray())));
    }

    [Fact]
    public async Task A_body_that_would_go_back_to_correct_what_it_has_written_does_not()
    {
        await using var services = new TestServices();
        var received = await RejectFirstTokenAsync(services);

        using var answer = await services.Client().PostAsync(Address, new Archive("statement.txt", "paid"));

        Assert.Equal(2, received.Count);
        foreach (var (bytes, _) in received)
        {
            await using var archive = new ZipArchive(new MemoryStream(bytes));
            using var entry = new StreamReader(await archive.Entries.Single().OpenAsync());
            Assert.Equal("paid", await entry.ReadToEndAsync());
        }
    }

    private static IEnumerable<int> Once(params int[] numbers)
    {
        var queue = new Queue<int>(numbers);
        while (queue.TryDequeue(out var number))
        {
            yield return number;
        }
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(number => (byte)(number % 251))];

    private static StreamContent StatingItsLength(StreamContent content)
    {
        content.Headers.ContentLength = 4;
        return content;
    }

    private static async Task<List<(byte[] Body, string? Type)>> RejectFirstTokenAsync(TestServices services)
    {
        var received = new List<(byte[] Body, string? Type)>();
        await services.CallAsync();
        services.Api.Answer = async request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                var body = new MemoryStream();
                await (request.Content?.CopyToAsync(body) ?? Task.CompletedTask);
                received.Add((body.ToArray(), request.Content?.Headers.ContentType?.ToString()));
            }

            return request.Headers.Authorization?.Parameter == "token-1"
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("closed") }
                : new HttpResponseMessage(HttpStatusCode.OK);
        };
        return received;
    }

    private sealed class ForwardOnlyStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }

    private sealed class InTwoParts(Queue<Task> gates) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("first"u8.ToArray());
            await gates.Dequeue();
            await stream.WriteAsync(", second"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>A zip archive, which is written in another way to a stream that can seek.</summary>
    private sealed class Archive(string name, string text) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null);
            await using var entry = new StreamWriter(await archive.CreateEntry(name).OpenAsync());
            await entry.WriteAsync(text);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
