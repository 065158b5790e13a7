using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>A response came, and it tells of an error or can't be read.</summary>
public class ApiException : ApiExceptionBase
{
    private ApiException(
        string exceptionMessage, HttpRequestMessage message, HttpMethod httpMethod, HttpResponseMessage response, string? content,
        RefitSettings refitSettings, Exception? innerException)
        : base(exceptionMessage, message, httpMethod, refitSettings, innerException)
    {
        StatusCode = response.StatusCode;
        ReasonPhrase = response.ReasonPhrase;
        Headers = response.Headers;
        ContentHeaders = response.Content.Headers;
        Content = content;
    }

    public HttpStatusCode StatusCode { get; }

    public string? ReasonPhrase { get; }

    public HttpResponseHeaders Headers { get; }

    public HttpContentHeaders? ContentHeaders { get; }

    public string? Content { get; }

    public bool HasContent => !string.IsNullOrWhiteSpace(Content);

    public static Task<ApiException> Create(
        HttpRequestMessage message, HttpMethod httpMethod, HttpResponseMessage response, RefitSettings refitSettings) =>
        Create(message, httpMethod, response, refitSettings, innerException: null);

    public static Task<ApiException> Create(
        HttpRequestMessage message, HttpMethod httpMethod, HttpResponseMessage response, RefitSettings refitSettings,
        Exception? innerException) =>
        Create(
            $"Response status code does not indicate success: {(int)response.StatusCode} ({response.ReasonPhrase}).",
            message, httpMethod, response, refitSettings, innerException);

    public static async Task<ApiException> Create(
        string exceptionMessage, HttpRequestMessage message, HttpMethod httpMethod, HttpResponseMessage response,
        RefitSettings refitSettings, Exception? innerException)
    {
        var content = await ReadAsync(response.Content);
        return new ApiException(exceptionMessage, message, httpMethod, response, content, refitSettings, innerException);
    }

    public async Task<T?> GetContentAsAsync<T>()
    {
        if (!HasContent)
        {
            return default;
        }

        using var content = new StringContent(Content!);
        return await RefitSettings.ContentSerializer.FromHttpContentAsync<T>(content);
    }

    // A body that breaks off must not hide the error that is being told.
    private static async Task<string?> ReadAsync(HttpContent content)
    {
        try
        {
            return await content.ReadAsStringAsync();
        }
        catch (Exception)
        {
            return null;
        }
    }
}
