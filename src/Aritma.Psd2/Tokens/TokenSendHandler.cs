namespace Aritma.Psd2.Tokens;

/// <summary>
/// The innermost handler of a token client: sends a token request once, within the limits of time and size. A handler of the user's may
/// repeat requests (ConfigureHttpClientDefaults puts it into every client): it stands outside, and sees the failure of each send.
/// </summary>
internal sealed class TokenSendHandler(TimeProvider time) : DelegatingHandler
{
    public const int LargestAnswer = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (TokenRequest.NoteSend(message) is not { } request)
        {
            return await base.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }

        using var limit = new CancellationTokenSource(request.SendLimit, time);
        using var cancel = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        try
        {
            var response = await AbandonableTask.RunAsync(cancelled => base.SendAsync(message, cancelled), limit.Token)
                .ConfigureAwait(false);
            await ReadAsync(response, request, limit.Token).ConfigureAwait(false);
            request.LastStatus = response.StatusCode;
            return response;
        }
        catch (OperationCanceledException cancelled) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // As a lost connection, which is what handlers repeat.
            throw new HttpRequestException(
                HttpRequestError.Unknown, "The token endpoint didn't answer in time.", new TimeoutException(null, cancelled));
        }
    }

    private static async Task ReadAsync(HttpResponseMessage response, TokenRequest request, CancellationToken limit)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestAnswer, limit).ConfigureAwait(false);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            request.IsAnswerTooLarge = true;
            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
        }
    }
}
