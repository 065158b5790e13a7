using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Aritma.Psd2.Sandbox;

/// <summary>A body of <c>application/x-www-form-urlencoded</c>, its fields in order.</summary>
internal static class FormBody
{
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    public static async Task<string> ReadTextAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Fields(string body)
    {
        // No limits of its own: the server has one for the whole body.
        using var reader = new FormReader(body)
        {
            KeyLengthLimit = int.MaxValue,
            ValueLengthLimit = int.MaxValue,
            ValueCountLimit = int.MaxValue,
        };
        var fields = new List<KeyValuePair<string, string>>();
        while (reader.ReadNextPair() is { } field)
        {
            fields.Add(field);
        }

        return fields;
    }
}
