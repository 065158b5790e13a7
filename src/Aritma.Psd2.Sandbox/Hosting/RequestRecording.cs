using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>Records requests as they arrive, and their status before the answer leaves.</summary>
internal sealed class RequestRecording(SandboxState state)
{
    public async Task RecordTokenRequestAsync(HttpContext context, RequestDelegate next)
    {
        var request = await SandboxTokenRequest.ReadAsync(context, state.Clock.GetUtcNow()).ConfigureAwait(false);
        state.TokenRequests.Add(request);
        context.Features.Set(request);
        NoteStatus(context, request.Answered);
        await next(context).ConfigureAwait(false);
    }

    public Task RecordApiRequest(HttpContext context, RequestDelegate next)
    {
        var token = state.BearerCheck.FindToken(context.Request);
        var request = new SandboxApiRequest(context.Request, token, state.Clock.GetUtcNow());
        state.ApiRequests.Add(request);
        NoteStatus(context, request.Answered);
        return next(context);
    }

    /// <summary>Before the answer leaves, so that whoever has received it finds the status in the log.</summary>
    private void NoteStatus(HttpContext context, Action<int> answered) =>
        context.Response.OnStarting(() =>
        {
            answered(context.Response.StatusCode);
            state.Changes.Raise();
            return Task.CompletedTask;
        });
}
