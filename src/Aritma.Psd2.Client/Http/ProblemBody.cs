using System.Text.Json;

namespace Aritma.Psd2.Client.Http;

/// <summary>The body of a refusal: problem details, or something else that says nothing to a program.</summary>
internal static class ProblemBody
{
    private const long Limit = 64 * 1024;

    /// <summary>Reads the body while the caller can still cancel. Of what is longer, or breaks off, nothing is kept.</summary>
    public static async Task BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(Limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
        }
    }

    /// <summary>Null: it isn't a JSON object with these members.</summary>
    public static async Task<Psd2Problem?> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, AritmaPsd2Json.Default.Psd2Problem);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
