using Refit;

namespace Aritma.Psd2.Integration.Contracts;

/// <summary>Annotated where it is declared.</summary>
[Psd2Scopes(Psd2Scope.ChannelPsd2)]
public interface IAnnotatedContract
{
    [Get("/contract")]
    Task<HttpResponseMessage> GetAsync();

    [Get("/contract/{id}")]
    [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
    Task<HttpResponseMessage> GetOneAsync(string id);
}

/// <summary>Knows nothing of scopes.</summary>
public interface IThirdPartyApi
{
    [Get("/third-party")]
    Task<HttpResponseMessage> GetAsync();
}
