using Refit;

namespace Aritma.Psd2.ColdStart;

/// <summary>The client of this library.</summary>
[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
public interface IAccountsApi
{
    [Get("/accounts")]
    Task<AccountList> GetAccountsAsync([Header("Consent-ID")] string consentId, CancellationToken cancellationToken = default);
}

/// <summary>The same without scopes, for the others.</summary>
public interface IUnannotatedAccountsApi
{
    [Get("/accounts")]
    Task<AccountList> GetAccountsAsync([Header("Consent-ID")] string consentId, CancellationToken cancellationToken = default);
}

public sealed record AccountList(IReadOnlyList<Account> Accounts);

public sealed record Account(string Id, string? Iban, string? Currency);
