using System.Net.Http.Headers;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>
/// Sends each call of one client with the token of its token source, to the allowed origins only, and takes the token off the
/// request again afterwards. A call whose token is rejected is replayed once with a new one, and once more if that was another node's.
/// </summary>
internal sealed class Psd2TokenHandler(TokenSource tokens, AllowedOrigins origins) : DelegatingHandler
{
    private BearerHeader? _header;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RefuseForeignOrigin(request);
        if (IsAuthorizedByCaller(request.Headers))
        {
            return base.SendAsync(request, cancellationToken);
        }

        return tokens.TryGetUsable(out var token)
            ? SendWithAsync(token, request, cancellationToken)
            : FetchThenSendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A PSD2 client may have to wait for a token. Call SendAsync in place of Send.");

    private async Task<HttpResponseMessage> FetchThenSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.FetchAsync(cancellationToken).ConfigureAwait(false);
        return await SendWithAsync(token, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendWithAsync(CachedToken token, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var header = PutOn(token, request);
        Task<HttpResponseMessage> sending;
        try
        {
            sending = base.SendAsync(request, cancellationToken);
        }
        catch
        {
            TakeOff(header, request);
            throw;
        }

        return sending.IsCompleted
            ? Complete(sending, header, request, address, cancellationToken)
            : PendingCall.CompleteAsync(sending, header, request, address, cancellationToken);
    }

    /// <summary>Turns the completed send of a call into its answer: the same, unless it is a 401 that a new token may mend.</summary>
    internal Task<HttpResponseMessage> Complete(
        Task<HttpResponseMessage> sent, BearerHeader header, HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        TakeOff(header, request);
        return sent.IsCompletedSuccessfully && IsRejection(sent.Result, header.Token, request, address)
            ? RenewThenReplayAsync(sent.Result, header.Token, request, isSecond: false, cancellationToken)
            : sent;
    }

    private async Task<HttpResponseMessage> RenewThenReplayAsync(
        HttpResponseMessage rejection, CachedToken rejected, HttpRequestMessage request, bool isSecond, CancellationToken cancellationToken)
    {
        CachedToken? token;
        try
        {
            token = await tokens.RenewAsync(rejected, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            rejection.Dispose();
            throw;
        }

        if (token is null || !ResendableContent.Includes(request.Content))
        {
            // The new token, if any, was waited for all the same: the next call of this caller has it.
            return rejection;
        }

        rejection.Dispose();
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
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
            // Another node's token is no fresh one: it may have been revoked together with this node's.
            return await RenewThenReplayAsync(response, token, request, isSecond: true, cancellationToken).ConfigureAwait(false);
        }

        tokens.NoteRejection(token);
        return response;
    }

    private BearerHeader PutOn(CachedToken token, HttpRequestMessage request)
    {
        var header = _header;
        if (header?.Token != token || request.Headers.Authorization is BearerHeader)
        {
            // A new one for a new token; and where an attempt that an outer handler gave up is still under way with this request,
            // which will take off its own header.
            header = _header = new BearerHeader(token, this);
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

        if (response.IsSuccessStatusCode)
        {
            token.NoteAccepted();
            return false;
        }

        return TokenRejection.IsAnswer(response);
    }

    private void RefuseForeignOrigin(HttpRequestMessage request)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address)
        {
            throw new InvalidOperationException("A PSD2 client was called without an absolute address. Set no BaseAddress of your own.");
        }

        if (!origins.Contains(address))
        {
            throw new InvalidOperationException(
                $"The call to {address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} was not sent: this PSD2 client sends its tokens to "
                + $"{origins} only. Add the origin to {nameof(Psd2Options)}.{nameof(Psd2Options.AdditionalOrigins)} if Aritma's tokens may go there.");
        }
    }

    private static bool IsAuthorizedByCaller(HttpRequestHeaders headers) => headers.Authorization switch
    {
        // None, an empty one, or one that isn't of the form "scheme parameter".
        null => headers.NonValidated.TryGetValues("Authorization", out var values) && values.Any(value => !string.IsNullOrWhiteSpace(value)),
        BearerHeader => false,
        // Refit's [Headers("Authorization: Bearer")] is a placeholder for a token.
        { Parameter: null or "" } placeholder => !placeholder.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
