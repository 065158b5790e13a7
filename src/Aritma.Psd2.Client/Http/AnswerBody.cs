using System.Text.Json;

namespace Aritma.Psd2.Client.Http;

/// <summary>The body of an answer, read as a whole while the caller can still cancel, and the time of the call still counts.</summary>
internal static class AnswerBody
{
    private const long LimitOfProblems = 64 * 1024;

    /// <summary>Of a refusal whose body is longer than problem details are, or breaks off, the status is kept and no body.</summary>
    /// <exception cref="HttpRequestException">The body of a success breaks off.</exception>
    public static async Task BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var limit = response.IsSuccessStatusCode ? int.MaxValue : LimitOfProblems;
        try
        {
            await response.Content.LoadIntoBufferAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!response.IsSuccessStatusCode && (exception is HttpRequestException or IOException))
        {
            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public static bool IsEmpty(HttpResponseMessage response) => response.Content.Headers.ContentLength == 0;

    /// <summary>Problem details; null: the body isn't a JSON object with these members.</summary>
    public static async Task<Psd2Problem?> ReadProblemAsync(HttpResponseMessage response)
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
