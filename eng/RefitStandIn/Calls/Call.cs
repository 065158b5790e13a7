namespace Refit;

/// <summary>One call under way.</summary>
internal sealed record Call(HttpClient Client, RefitSettings Settings, HttpRequestMessage Request, CancellationToken CancellationToken)
{
    /// <summary>Sends, with what the handlers throw wrapped; a caller that gave up gets its own cancellation.</summary>
    public async Task<HttpResponseMessage> SendAsync()
    {
        try
        {
            return await Client.SendAsync(Request, HttpCompletionOption.ResponseHeadersRead, CancellationToken);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && CancellationToken.IsCancellationRequested))
        {
            throw new ApiRequestException(Request, Request.Method, Settings, exception);
        }
    }

    public async Task<Exception?> ErrorOfAsync(HttpResponseMessage response) => await Settings.ExceptionFactory(response);

    public async Task<T?> ReadAsync<T>(HttpResponseMessage response)
    {
        try
        {
            // Buffered, so that the exception below can show what was not understood.
            await response.Content.LoadIntoBufferAsync(CancellationToken);
            if (typeof(T) == typeof(string))
            {
                return (T)(object)await response.Content.ReadAsStringAsync(CancellationToken);
            }

            return response.Content.Headers.ContentLength == 0
                ? default
                : await Settings.ContentSerializer.FromHttpContentAsync<T>(response.Content, CancellationToken);
        }
        catch (Exception exception)
        {
            throw await ApiException.Create(
                "An error occured deserializing the response.", Request, Request.Method, response, Settings, exception);
        }
    }
}
