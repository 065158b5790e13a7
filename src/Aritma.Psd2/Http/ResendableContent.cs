using System.Net.Http.Json;

namespace Aritma.Psd2.Http;

/// <summary>Tells whether the body of a request that was sent can be sent once more.</summary>
internal static class ResendableContent
{
    public static bool Includes(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(Includes),

        // Its length says nothing: a caller may state that of a stream which can be read once only.
        StreamContent when content.GetType() == typeof(StreamContent) => content.ReadAsStream().CanSeek,
        _ => IsJsonOfRefit(content.GetType()),
    };

    // Refit's default body serializes the argument again each time. Its type is internal; other libraries have types of that name,
    // and theirs need not be repeatable.
    private static bool IsJsonOfRefit(Type type) =>
        type.FullName == "System.Net.Http.PushStreamContent" && type.Assembly.GetName().Name!.StartsWith("Refit", StringComparison.Ordinal);
}
