using System.Net.Http.Headers;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>
/// Sends each call of one client with the token of its token source, to the allowed origins only, and takes the token off the
/// request again afterwards.
/// </summary>
internal sealed class Psd2TokenHandler(TokenSource tokens, AllowedOrigins origins) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RefuseForeignOrigin(request);
        if (IsAuthorizedByCaller(request.Headers))
        {
            return base.SendAsync(request, cancellationToken);
        }

        return tokens.TryGetUsable(out var token)
            ? SendWithAsync(token.Header, request, cancellationToken)
            : FetchThenSendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A PSD2 client may have to wait for a token. Call SendAsync in place of Send.");

    private async Task<HttpResponseMessage> FetchThenSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.FetchAsync(cancellationToken).ConfigureAwait(false);
        return await SendWithAsync(token.Header, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendWithAsync(BearerHeader header, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is BearerHeader)
        {
            // An attempt that an outer handler gave up is still under way with this request, and will take off its own header.
            header = new BearerHeader(header.Parameter!);
        }

        request.Headers.Authorization = header;
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

        if (!sending.IsCompleted)
        {
            return TakeOffAfterAsync(sending, header, request);
        }

        TakeOff(header, request);
        return sending;
    }

    private static async Task<HttpResponseMessage> TakeOffAfterAsync(
        Task<HttpResponseMessage> sending, BearerHeader header, HttpRequestMessage request)
    {
        try
        {
            return await sending.ConfigureAwait(false);
        }
        finally
        {
            TakeOff(header, request);
        }
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
