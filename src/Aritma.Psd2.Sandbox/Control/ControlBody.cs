using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

internal static class ControlBody
{
    /// <summary>Reads a JSON body, whatever its content type: curl names another one unless told.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">The type of the body.</param>
    /// <param name="example">What is expected, for the refusal.</param>
    /// <param name="answer">Answers to the body. An <see cref="ArgumentException"/> of it is a refusal.</param>
    public static async Task<IResult> AnswerAsync<T>(HttpContext context, JsonTypeInfo<T> type, string example, Func<T, IResult> answer)
        where T : class
    {
        T? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            return Unreadable(exception.Path is null or "$" ? "" : $" at {exception.Path}");
        }

        return body is null ? Unreadable("") : Answer(() => answer(body));

        IResult Unreadable(string place) =>
            Problem.Of(StatusCodes.Status400BadRequest, $"The body is not JSON as expected{place}. Send, for instance, {example}");
    }

    /// <summary>An <see cref="ArgumentException"/> is a refusal that says what was expected.</summary>
    public static IResult Answer(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (ArgumentException exception)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, exception.Message);
        }
    }
}
