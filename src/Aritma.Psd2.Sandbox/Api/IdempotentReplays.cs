using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>An answer that can be given again.</summary>
internal sealed record StoredAnswer(int Status, object Body)
{
    public IResult ToResult() => Results.Json(Body, Body.GetType(), SandboxJson.Web, "application/json", Status);
}

/// <summary>
/// The first answer to each <c>Idempotency-Key</c> of a client, refusals included. Aritma keeps them for a short time that it doesn't
/// state, the sandbox for as long as it runs.
/// </summary>
internal sealed class IdempotentReplays
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string ClientId, string Key), StoredAnswer> _answers = [];

    public IResult AnswerOnce(HttpContext context, Func<StoredAnswer> create)
    {
        string? key = context.Request.Headers["Idempotency-Key"];
        if (string.IsNullOrEmpty(key))
        {
            return create().ToResult();
        }

        StoredAnswer? answer;
        // Held while the answer is made: of two requests at the same time, one creates and the other replays.
        lock (_lock)
        {
            if (!_answers.TryGetValue((context.ClientId(), key), out answer))
            {
                answer = _answers[(context.ClientId(), key)] = create();
                return answer.ToResult();
            }
        }

        context.Response.Headers["Idempotent-Replayed"] = "true";
        return (answer.Status == StatusCodes.Status201Created ? answer with { Status = StatusCodes.Status200OK } : answer).ToResult();
    }
}
