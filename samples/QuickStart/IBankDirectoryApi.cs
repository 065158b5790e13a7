using Aritma.Psd2;
using Refit;

namespace QuickStart;

/// <summary>
/// An interface of the application's own, with a model that holds what it needs and no more; the ready client has this operation too, and
/// all that a bank may have. The attribute is all that makes it a client.
/// </summary>
[Psd2Scopes(Psd2Scope.ChannelPsd2)]
public interface IBankDirectoryApi
{
    [Get("/banks")]
    Task<BankDirectory> GetBanksAsync(string countryCode, CancellationToken cancellationToken = default);
}

public sealed record BankDirectory(IReadOnlyList<BankEntry> Banks);

public sealed record BankEntry(string Name);
