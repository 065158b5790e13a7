using System.Net;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>
/// Sends calls with the token of one token source, and takes it off the request again afterwards. A call whose token is rejected is
/// replayed once with a new one, and once more if that was another instance's.
/// </summary>
/// <param name="tokens">Where the tokens come from, and where rejected ones are renewed.</param>
/// <param name="send">Sends a request as it is.</param>
internal sealed class BearerSender(TokenSource tokens, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    private BearerHeader? _header;

    public ScopeSet Scopes => tokens.Scopes;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        tokens.TryGetUsable(out var token)
            ? SendWithAsync(token, request, cancellationToken)
            : AcquireThenSendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> AcquireThenSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var result = await tokens.AcquireAsync(cancellationToken).ConfigureAwait(false);
        return await SendWithAsync(result.TokenOrThrow(), request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendWithAsync(CachedToken token, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content and not RecordedContent)
        {
            request.Content = new RecordedContent(content);
        }

        var address = request.RequestUri!;
        var header = PutOn(token, request);
        Task<HttpResponseMessage> sending;
        try
        {
            sending = send(request, cancellationToken);
        }
        catch
        {
            TakeOff(header, request);
            throw;
        }

        if (!sending.IsCompleted)
        {
            return CompleteAsync(sending, header, request, address, cancellationToken);
        }

        TakeOff(header, request);
        return sending.IsCompletedSuccessfully && IsRejection(sending.Result, token, request, address)
            ? RenewThenReplayAsync(sending.Result, token, request, isSecond: false, cancellationToken)
            : sending;
    }

    // Runs in every call that is answered later: each parameter is a field of its state machine.
    private async Task<HttpResponseMessage> CompleteAsync(
        Task<HttpResponseMessage> sending,
        BearerHeader header,
        HttpRequestMessage request,
        Uri address,
        CancellationToken cancellationToken)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        finally
        {
            TakeOff(header, request);
        }

        return IsRejection(sending.Result, header.Token, request, address)
            ? await RenewThenReplayAsync(sending.Result, header.Token, request, isSecond: false, cancellationToken).ConfigureAwait(false)
            : sending.Result;
    }

    private async Task<HttpResponseMessage> RenewThenReplayAsync(
        HttpResponseMessage rejection, CachedToken rejected, HttpRequestMessage request, bool isSecond, CancellationToken cancellationToken)
    {
        var body = request.Content as RecordedContent;
        if (request.Content is not null && body is not { IsReplayable: true })
        {
            // Too large, sent in part only, or put there by a handler inside of this one.
            tokens.RenewInBackground(rejected.Token);
            return rejection;
        }

        CachedToken? token;
        try
        {
            token = (await tokens.RenewAsync(rejected.Token, cancellationToken).ConfigureAwait(false)).Token;
        }
        catch
        {
            rejection.Dispose();
            throw;
        }

        if (token is null || ReferenceEquals(token, rejected))
        {
            return rejection;
        }

        rejection.Dispose();
        request.Content = body?.Copy();
        return await ReplayAsync(token, request, isSecond, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> ReplayAsync(
        CachedToken token, HttpRequestMessage request, bool isSecond, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var header = PutOn(token, request);
        HttpResponseMessage response;
        try
        {
            response = await send(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            TakeOff(header, request);
        }

        if (!IsRejection(response, token, request, address))
        {
            return response;
        }

        if (token.IsShared && !isSecond)
        {
            // Another instance's token is no fresh one: it may have been revoked together with this instance's.
            return await RenewThenReplayAsync(response, token, request, isSecond: true, cancellationToken).ConfigureAwait(false);
        }

        tokens.RenewInBackground(token.Token);
        return response;
    }

    private BearerHeader PutOn(CachedToken token, HttpRequestMessage request)
    {
        var header = _header;
        if (header?.Token != token || request.Headers.Authorization is BearerHeader)
        {
            // A new one for a new token; and where an attempt that an outer handler gave up is still under way with this request,
            // which will take off its own header.
            header = _header = new BearerHeader(token);
        }

        request.Headers.Authorization = header;
        return header;
    }

    // A retry outside of this handler then gets a fresh token, and what prints the request shows none. Nor does it show the
    // credentials that a primary handler may have put in its place.
    private static void TakeOff(BearerHeader header, HttpRequestMessage request)
    {
        if (request.Headers.Authorization is not BearerHeader current || ReferenceEquals(current, header))
        {
            request.Headers.Authorization = null;
        }
    }

    private static bool IsRejection(HttpResponseMessage? response, CachedToken token, HttpRequestMessage request, Uri address)
    {
        // A primary handler that follows redirects has sent the call to another address, without the token: its answer says nothing
        // of it. And a handler may answer with null, against its contract: HttpClient says so.
        if (response is null || request.RequestUri != address)
        {
            return false;
        }

        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return TokenRejection.IsAnswer(response);
        }

        if (!token.WasAccepted && response.StatusCode < HttpStatusCode.InternalServerError)
        {
            token.WasAccepted = true;
        }

        return false;
    }
}
