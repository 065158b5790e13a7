using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>The outcome of a call that doesn't throw: what it failed with is in <see cref="Error"/>.</summary>
public interface IApiResponse : IDisposable
{
    HttpResponseHeaders? Headers { get; }

    HttpContentHeaders? ContentHeaders { get; }

    bool IsSuccessStatusCode { get; }

    /// <summary>A success status code, and nothing wrong with the content.</summary>
    bool IsSuccessful { get; }

    /// <summary>Whether a response came at all.</summary>
    bool IsReceived { get; }

    HttpStatusCode? StatusCode { get; }

    string? ReasonPhrase { get; }

    HttpRequestMessage? RequestMessage { get; }

    ApiExceptionBase? Error { get; }

    bool HasRequestError([NotNullWhen(true)] out ApiRequestException? error);

    bool HasResponseError([NotNullWhen(true)] out ApiException? error);
}

public interface IApiResponse<out T> : IApiResponse
{
    T? Content { get; }
}
