using System.Net.Http.Json;
using System.Text;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IBodiesApi
{
    [Post("/json")]
    Task JsonAsync([Body] IEnumerable<int> numbers);

    [Post("/buffered")]
    Task BufferedAsync([Body(buffered: true)] IEnumerable<int> numbers);

    [Post("/form")]
    Task FormAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);

    [Post("/text")]
    Task TextAsync([Body] string text);

    [Post("/stream")]
    Task StreamAsync([Body] Stream stream);

    [Multipart]
    [Post("/parts")]
    Task MultipartAsync(StreamPart stream, ByteArrayPart bytes, string text);
}

/// <summary>Which content a body becomes, and what it writes when it is sent twice.</summary>
public sealed class BodyTests
{
    private static readonly int[] Numbers = [1, 2, 3];

    [Fact]
    public async Task A_json_body_is_an_internal_content_of_Refits_and_is_written_anew_each_time()
    {
        var sent = await SendTwiceAsync(api => api.JsonAsync(Numbers));

        var type = sent.Content.GetType();
        Assert.Equal("System.Net.Http.PushStreamContent", type.FullName);
        Assert.False(type.IsPublic);
        Assert.StartsWith("Refit", type.Assembly.GetName().Name, StringComparison.Ordinal);
        Assert.Equal(["[1,2,3]", "[1,2,3]"], sent.Bodies);
    }

    [Fact]
    public async Task A_json_body_has_no_known_length() =>
        Assert.Null((await SendTwiceAsync(api => api.JsonAsync(Numbers))).Length);

    [Fact]
    public async Task A_json_body_of_what_can_be_enumerated_once_is_empty_the_second_time() =>
        Assert.Equal(["[1,2,3]", "[]"], (await SendTwiceAsync(api => api.JsonAsync(Once()))).Bodies);

    [Fact]
    public async Task A_json_body_that_is_buffered_before_it_is_first_sent_is_the_same_the_second_time() =>
        Assert.Equal(["[1,2,3]", "[1,2,3]"], (await SendTwiceAsync(api => api.JsonAsync(Once()), buffer: true)).Bodies);

    [Fact]
    public async Task A_json_body_that_Refit_buffers_is_a_JsonContent_of_the_argument()
    {
        var sent = await SendTwiceAsync(api => api.BufferedAsync(Numbers));

        Assert.Same(Numbers, Assert.IsType<JsonContent>(sent.Content).Value);
        Assert.Equal(["[1,2,3]", "[1,2,3]"], sent.Bodies);
    }

    [Fact]
    public async Task A_form_is_a_ByteArrayContent()
    {
        var sent = await SendTwiceAsync(api => api.FormAsync(new() { ["a"] = "b c" }));

        Assert.IsType<ByteArrayContent>(sent.Content, exactMatch: false);
        Assert.Equal(["a=b+c", "a=b+c"], sent.Bodies);
    }

    [Fact]
    public async Task A_string_is_a_ByteArrayContent()
    {
        var sent = await SendTwiceAsync(api => api.TextAsync("text"));

        Assert.IsType<ByteArrayContent>(sent.Content, exactMatch: false);
        Assert.Equal(["text", "text"], sent.Bodies);
    }

    [Fact]
    public async Task A_stream_is_a_StreamContent() =>
        Assert.IsType<StreamContent>((await SendTwiceAsync(api => api.StreamAsync(Stream.Null))).Content);

    [Fact]
    public async Task A_multipart_body_is_a_MultipartContent_of_such_parts()
    {
        var sent = await SendTwiceAsync(api => api.MultipartAsync(new(Stream.Null, "stream"), new([1], "bytes"), "text"));

        Assert.IsType<MultipartContent>(sent.Content, exactMatch: false);
        Assert.Collection(
            sent.Parts,
            stream => Assert.IsType<StreamContent>(stream),
            bytes => Assert.IsType<ByteArrayContent>(bytes),
            text => Assert.IsType<ByteArrayContent>(text, exactMatch: false));
    }

    private static async Task<SendingTwice> SendTwiceAsync(Func<IBodiesApi, Task> call, bool buffer = false)
    {
        var sent = new SendingTwice(buffer);
        await call(Client.Over<IBodiesApi>(sent));
        return sent;
    }

    private static IEnumerable<int> Once()
    {
        var left = new Queue<int>(Numbers);
        return Enumerable.Repeat(left, left.Count).Where(_ => left.Count > 0).Select(_ => left.Dequeue());
    }

    private sealed class SendingTwice(bool buffer) : HttpMessageHandler
    {
        public HttpContent Content { get; private set; } = null!;

        public HttpContent[] Parts { get; private set; } = [];

        public long? Length { get; private set; }

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Content = request.Content!;
            Parts = [.. Content as MultipartContent ?? []];
            Length = Content.Headers.ContentLength;
            if (buffer)
            {
                await Content.LoadIntoBufferAsync(cancellationToken);
            }

            for (var i = 0; i < 2; i++)
            {
                using var written = new MemoryStream();
                await Content.CopyToAsync(written, cancellationToken);
                Bodies.Add(Encoding.UTF8.GetString(written.ToArray()));
            }

            return new HttpResponseMessage { RequestMessage = request };
        }
    }
}
