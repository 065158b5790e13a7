namespace Refit;

public class RefitSettings
{
    public RefitSettings()
        : this(new SystemTextJsonContentSerializer())
    {
    }

    public RefitSettings(IHttpContentSerializer contentSerializer)
    {
        ContentSerializer = contentSerializer;
        ExceptionFactory = CreateExceptionAsync;
    }

    public IHttpContentSerializer ContentSerializer { get; set; }

    /// <summary>Real Refit asks it for a token; the stand-in refuses a client whose settings hold one.</summary>
    public Func<HttpRequestMessage, CancellationToken, ValueTask<string>>? AuthorizationHeaderValueGetter { get; set; }

    /// <summary>Turns a response into the exception that the caller gets; null accepts the response.</summary>
    public Func<HttpResponseMessage, ValueTask<Exception?>> ExceptionFactory { get; set; }

    /// <summary>Creates the primary handler.</summary>
    public Func<HttpMessageHandler>? HttpMessageHandlerFactory { get; set; }

    private async ValueTask<Exception?> CreateExceptionAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        var request = response.RequestMessage ?? throw new InvalidOperationException(
            "The response names no request: a handler that makes a response of its own must set RequestMessage.");
        return await ApiException.Create(request, request.Method, response, this);
    }
}
