using System.Net.Http.Headers;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>
/// Sends each call of one client with a token of just the scopes that it needs, to the allowed origins only. Anonymous calls get no
/// token, and go to other origins as well.
/// </summary>
internal sealed class Psd2TokenHandler : DelegatingHandler
{
    private readonly ClientScopes _scopes;
    private readonly TokenSources _sources;
    private readonly BearerSender[] _senders;

    public Psd2TokenHandler(ClientScopes scopes, TokenSources sources)
    {
        (_scopes, _sources) = (scopes, sources);
        _senders = new BearerSender[scopes.Sets.Count];
        for (var i = 0; i < _senders.Length; i++)
        {
            _senders[i] = new BearerSender(sources.Get(scopes.Sets[i]), base.SendAsync);
        }
    }

    private AllowedOrigins Origins => _sources.Settings.Origins;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var scopes = _scopes.Of(request);
        if (scopes == ScopeSet.Anonymous)
        {
            return SendAnonymouslyAsync(request, cancellationToken);
        }

        var sender = IsAuthorizedByCaller(request.Headers) ? null : SenderOf(scopes ?? throw _scopes.Refusal(request));
        RefuseForeignOrigin(request);
        return sender is null ? base.SendAsync(request, cancellationToken) : sender.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A PSD2 client may have to wait for a token. Call SendAsync in place of Send.");

    private Task<HttpResponseMessage> SendAnonymouslyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RefusePlainHttp(request);
        if (!IsAuthorizedByCaller(request.Headers))
        {
            // Refit's placeholder for a token that doesn't come.
            request.Headers.Authorization = null;
        }

        return base.SendAsync(request, cancellationToken);
    }

    private BearerSender SenderOf(ScopeSet scopes)
    {
        var i = 0;
        while (_senders[i].Scopes.Key != scopes.Key)
        {
            i++;
        }

        return _senders[i];
    }

    private void RefuseForeignOrigin(HttpRequestMessage request)
    {
        var (address, origins) = (AddressOf(request), Origins);
        if (!origins.Contains(address))
        {
            throw new InvalidOperationException(
                $"The call to {OriginOf(address)} was not sent: this PSD2 client sends its tokens to "
                + $"{origins} only. Add the origin to {nameof(Psd2Options)}.{nameof(Psd2Options.AdditionalOrigins)} if "
                + "Aritma's tokens may go there.");
        }

        if (request.Headers.NonValidated.TryGetValues("Host", out var hosts) && !AllowedOrigins.AreHostOf(address, hosts))
        {
            throw new InvalidOperationException(
                $"The call to {OriginOf(address)} was not sent: its Host header names another host, which its token would go to. Remove "
                + "the header.");
        }
    }

    private void RefusePlainHttp(HttpRequestMessage request)
    {
        var address = AddressOf(request);
        if (!Origins.AllowsAnonymous(address))
        {
            throw new InvalidOperationException(
                $"The call to {OriginOf(address)} was not sent: plain http would show it to the network. Use https, or set "
                + $"{nameof(Psd2Options)}.{nameof(Psd2Options.RequireHttps)} to false for a test network.");
        }
    }

    private static Uri AddressOf(HttpRequestMessage request) => request.RequestUri is { IsAbsoluteUri: true } address
        ? address
        : throw new InvalidOperationException("A PSD2 client was called without an absolute address. Set no BaseAddress of your own.");

    private static string OriginOf(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static bool IsAuthorizedByCaller(HttpRequestHeaders headers) => headers.Authorization switch
    {
        // None, an empty one, or one that isn't of the form "scheme parameter".
        null => headers.NonValidated.TryGetValues("Authorization", out var values)
            && values.Any(value => !string.IsNullOrWhiteSpace(value)),
        BearerHeader => false,
        // Refit's [Headers("Authorization: Bearer")] is a placeholder for a token.
        { Parameter: null or "" } placeholder => !placeholder.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
