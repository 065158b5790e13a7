using Aritma.Psd2;
using Refit;

namespace AccountOverview;

/// <summary>
/// An interface of the application's own beside the ready client: the list to choose a bank from, with no more than that needs. The
/// attribute is all that makes it a client; its method of registration is generated.
/// </summary>
[Psd2Scopes(Psd2Scope.ChannelPsd2)]
public interface IBankDirectoryApi
{
    [Get("/banks")]
    Task<BankDirectory> GetBanksAsync(CancellationToken cancellationToken = default);
}

public sealed record BankDirectory(IReadOnlyList<BankEntry> Banks);

public sealed record BankEntry(string Id, string? Name, string? CountryCode);
