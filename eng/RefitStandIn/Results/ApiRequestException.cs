namespace Refit;

/// <summary>No response came: what the handlers or the network threw is the inner exception.</summary>
public class ApiRequestException(HttpRequestMessage message, HttpMethod httpMethod, RefitSettings refitSettings, Exception innerException)
    : ApiExceptionBase(innerException.Message, message, httpMethod, refitSettings, innerException);
