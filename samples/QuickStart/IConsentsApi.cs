using Aritma.Psd2;
using Refit;

namespace QuickStart;

[Psd2Scopes(Psd2Scope.ChannelPsd2)]
public interface IConsentsApi
{
    [Post("/consents")]
    Task<Consent> CreateAsync([Body] NewConsent consent, CancellationToken cancellationToken = default);

    [Get("/consents/{id}")]
    Task<Consent> GetAsync(string id, CancellationToken cancellationToken = default);
}

public sealed record NewConsent(string ChannelType);

public sealed record Consent(string ConsentId, Uri? RedirectUrl, string Status)
{
    // The case differs between Aritma's pages.
    public bool Is(string status) => Status.Equals(status, StringComparison.OrdinalIgnoreCase);
}
