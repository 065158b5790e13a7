using System.Text.Json;

namespace Aritma.Psd2.Client.Http;

/// <summary>The body of an answer, read as a whole while the caller can still cancel, and the time of the call still counts.</summary>
internal static class AnswerBody
{
    private const long LimitOfProblems = 64 * 1024;

    private static readonly TimeSpan TimeForProblems = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Of a refusal whose body is longer than problem details are, breaks off or doesn't come, the status is kept and no body.
    /// </summary>
    /// <exception cref="HttpRequestException">The body of a success breaks off.</exception>
    public static async Task BufferAsync(HttpResponseMessage response, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        try
        {
            await (response.IsSuccessStatusCode
                ? response.Content.LoadIntoBufferAsync(cancellationToken)
                : BufferProblemAsync(response, timeProvider, cancellationToken)).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task BufferProblemAsync(
        HttpResponseMessage response, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeForProblems, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(LimitOfProblems, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
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
