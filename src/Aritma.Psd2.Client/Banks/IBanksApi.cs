using Refit;

namespace Aritma.Psd2.Client;

/// <summary>
/// The banks that an end user can choose. Documented for the Banking API V4; that the PSD2 API has the same operation is inferred, and so
/// is that it needs no other scope.
/// </summary>
[Psd2Scopes(Psd2Scope.ChannelPsd2)]
public interface IBanksApi
{
    /// <summary>Lists the banks. Source: onboarding guide (V4).</summary>
    /// <param name="countryCode">Those of one country (ISO 3166-1 alpha-2), such as <c>NO</c>; null: all.</param>
    /// <param name="channels">Those of certain channels, such as <c>psd2</c>; null: all.</param>
    /// <param name="includeAdditionalInformation">Whether to add what else is known of each bank.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Psd2ApiException">The call failed.</exception>
    /// <exception cref="Psd2TokenException">There is no access token, and so no call.</exception>
    [Get("/banks")]
    Task<BankList> GetBanksAsync(
        string? countryCode = null,
        string? channels = null,
        bool? includeAdditionalInformation = null,
        CancellationToken cancellationToken = default);
}
