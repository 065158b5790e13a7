using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The first answer to each <c>Idempotency-Key</c> of a client, refusals and failures included: its status and body, no header. Aritma
/// keeps them for a short time that it doesn't state, the sandbox until it stops or is reset.
/// </summary>
internal sealed class IdempotentReplays(BearerCheck bearerCheck)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string ClientId, string Key), StoredAnswer> _answers = [];

    public IResult AnswerOnce(HttpContext context, Func<StoredAnswer> create)
    {
        if (KeyOf(context.Request) is not { } key)
        {
            return create();
        }

        StoredAnswer? answer;
        // Held while the answer is made: of two requests at the same time, one creates and the other replays.
        lock (_lock)
        {
            if (!_answers.TryGetValue((context.ClientId(), key), out answer))
            {
                return _answers[(context.ClientId(), key)] = create();
            }
        }

        context.Response.Headers["Idempotent-Replayed"] = "true";
        return answer.Status == StatusCodes.Status201Created ? answer with { Status = StatusCodes.Status200OK } : answer;
    }

    /// <summary>Keeps an answer that was made before anybody checked the token: without a valid one it belongs to no client.</summary>
    public void Keep(HttpContext context, StoredAnswer answer)
    {
        if (KeyOf(context.Request) is { } key && bearerCheck.FindClientId(context.Request) is { } clientId)
        {
            lock (_lock)
            {
                _answers.TryAdd((clientId, key), answer);
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _answers.Clear();
        }
    }

    private static string? KeyOf(HttpRequest request) => request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null;
}
