using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>Lets each request take the next fault of its endpoint.</summary>
internal sealed class FaultInjection(SandboxFaults faults, TimeProvider timeProvider, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (faults.Take() is not { } fault)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        await HoldAsync(context, fault).ConfigureAwait(false);

        if (fault.Drop)
        {
            throw Cut(context);
        }

        foreach (var (name, value) in fault.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (fault.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfter;
        }

        RequestDelegate answer = fault.Answer is { } own ? _ => AnswerAsync(context, own) : next;
        if (fault.LoseAnswer)
        {
            await HeldAnswer.MakeAsync(context, answer).ConfigureAwait(false);
            throw Cut(context);
        }

        if (fault.CutBody && !fault.HasNoBody)
        {
            var body = await HeldAnswer.MakeAsync(context, answer).ConfigureAwait(false);
            throw await HeldAnswer.SendHalfAsync(context, body).ConfigureAwait(false);
        }

        await answer(context).ConfigureAwait(false);
    }

    /// <summary>An exception, because Kestrel would otherwise run the callbacks of an answer that never leaves.</summary>
    private static ConnectionAbortedException Cut(HttpContext context)
    {
        context.Abort();
        return new("Cut by a sandbox fault.");
    }

    private Task HoldAsync(HttpContext context, SandboxFault fault)
    {
        return HeldRequest.WaitAsync(context, WaitAsync, stopping);

        async Task WaitAsync(CancellationToken ended)
        {
            if (fault.Delay > TimeSpan.Zero)
            {
                await Task.Delay(fault.Delay, timeProvider, ended).ConfigureAwait(false);
            }

            if (fault.Until is { } gate)
            {
                await gate.WaitAsync(ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ended.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Kept before it leaves: the client may send its next request as soon as it has it.</summary>
    private static Task AnswerAsync(HttpContext context, StoredAnswer answer)
    {
        context.GetEndpoint()?.Metadata.GetMetadata<IdempotentReplays>()?.Keep(context, answer);
        return answer.ExecuteAsync(context);
    }
}
