using Refit;

namespace Aritma.Psd2.Integration.Tests;

[Psd2Scopes(Psd2Scope.ChannelPsd2)]
internal interface IConsentsApi
{
    [Post("/consents")]
    Task<Consent> CreateAsync([Body] NewConsent consent);

    [Get("/consents/{id}")]
    Task<Consent> GetAsync(string id);

    [Get("/banks")]
    Task<string> GetBanksAsync();
}

[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
internal interface IAccountsApi
{
    [Get("/accounts")]
    Task<AccountList> GetAccountsAsync([Header("Consent-ID")] string consentId, CancellationToken cancellationToken = default);

    [Get("/accounts")]
    Task<HttpResponseMessage> GetMessageAsync();

    [Get("/accounts")]
    Task<ApiResponse<AccountList>> GetResponseAsync();

    [Get("/accounts")]
    Task<IApiResponse<AccountList>> GetResponseInterfaceAsync();

    [Get("/accounts")]
    Task GetNothingAsync();

    [Get("/accounts")]
    [Headers("Authorization: Bearer")]
    Task<HttpResponseMessage> GetWithPlaceholderAsync();

    [Get("/accounts")]
    Task<HttpResponseMessage> GetWithTokenOfTheCallerAsync([Authorize("Bearer")] string token);

    [Get("")]
    Task<HttpResponseMessage> GetAnywhereAsync([Url] string address);
}

internal sealed record NewConsent(string ChannelType);

internal sealed record Consent(string ConsentId, Uri? RedirectUrl, string Status);

internal sealed record AccountList(IReadOnlyList<Account> Accounts);

internal sealed record Account(string Id, string? Iban, string? Currency);

[Psd2Scopes(Psd2Scope.ChannelPsd2)]
internal interface IBodiesApi
{
    [Post("/json")]
    Task<HttpResponseMessage> PostJsonAsync([Body] NewConsent consent);

    [Post("/buffered")]
    Task<HttpResponseMessage> PostBufferedAsync([Body(buffered: true)] NewConsent consent);

    [Post("/form")]
    Task<HttpResponseMessage> PostFormAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form);

    [Post("/text")]
    Task<HttpResponseMessage> PostTextAsync([Body] string text);

    [Post("/stream")]
    Task<HttpResponseMessage> PostStreamAsync([Body] Stream stream);

    [Multipart]
    [Post("/parts")]
    Task<HttpResponseMessage> PostPartsAsync(ByteArrayPart file);
}
