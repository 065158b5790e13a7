using System.Collections;
using System.Net.Http.Json;

namespace Aritma.Psd2.Http;

/// <summary>Tells whether the body of a request that was sent can be sent once more.</summary>
internal static class ResendableContent
{
    public static bool Includes(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent => true,
        JsonContent json => !IsLazy(json.Value),
        MultipartContent parts => parts.All(Includes),

        // Its length says nothing: a caller may state that of a stream which can be read once only.
        StreamContent when content.GetType() == typeof(StreamContent) => CanSeek(content),
        _ => IsJsonOfRefit(content.GetType()),
    };

    // What is enumerated while it is written may be empty, or another, the second time.
    private static bool IsLazy(object? value) => value switch
    {
        string or ICollection => false,
        IEnumerable or IAsyncEnumerable<object> or IAsyncDisposable => true,
        _ => false,
    };

    private static bool CanSeek(HttpContent content)
    {
        try
        {
            return content.ReadAsStream().CanSeek;
        }
        catch (ObjectDisposedException)
        {
            // By a handler that disposes what it has sent.
            return false;
        }
    }

    // Refit's default body serializes the argument again each time. Its type is internal; other libraries have types of that name,
    // and theirs need not be repeatable.
    private static bool IsJsonOfRefit(Type type) =>
        type.FullName == "System.Net.Http.PushStreamContent" && type.Assembly.GetName().Name!.StartsWith("Refit", StringComparison.Ordinal);
}
