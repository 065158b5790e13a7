using Aritma.Psd2.Integration.Contracts;
using Refit;

[assembly: Aritma.Psd2.Psd2Client(typeof(IAnnotatedContract))]
[assembly: Aritma.Psd2.Psd2Client(typeof(IThirdPartyApi), Aritma.Psd2.Psd2Scope.ChannelPsd2)]

namespace Aritma.Psd2.Integration.Tests;

/// <summary>Every way in which a method comes to its scopes. The path of each says what it is.</summary>
[Psd2Scopes(Psd2Scope.ChannelPsd2)]
internal interface IShapesApi : IUnannotatedBase, IAnnotatedBase, IGenericBase<AccountList>, ILeft, IRight
{
    [Get("/clients")]
    Task<HttpResponseMessage> GetClientsAsync();

    [Get("/own")]
    [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
    Task<HttpResponseMessage> GetOwnAsync();

    [Get("/overload")]
    Task<HttpResponseMessage> OverloadAsync();

    [Get("/overload/{id}")]
    Task<HttpResponseMessage> OverloadAsync(string id);

    [Get("/anonymous")]
    [Psd2Anonymous]
    Task<HttpResponseMessage> AnonymousAsync();

    [Get("/generic/{id}")]
    [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
    Task<ApiResponse<T>> GenericAsync<T>(string id);

    [Get("/shadowing")]
    new Task<HttpResponseMessage> ShadowedAsync();

    Task<HttpResponseMessage> DefaultAsync() => GetOwnAsync();
}

internal interface IUnannotatedBase
{
    [Get("/inherited")]
    Task<HttpResponseMessage> InheritedAsync();

    [Get("/shadowed")]
    Task<HttpResponseMessage> ShadowedAsync();
}

[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
internal interface IAnnotatedBase
{
    [Get("/annotated-base")]
    Task<HttpResponseMessage> FromAnnotatedBaseAsync();

    [Get("/annotated-base/own")]
    [Psd2Scopes(Psd2Scope.ChannelPsd2)]
    Task<HttpResponseMessage> OwnFromAnnotatedBaseAsync();

    [Get("/annotated-base/anonymous")]
    [Psd2Anonymous]
    Task<HttpResponseMessage> AnonymousFromBaseAsync();
}

[Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
internal interface IGenericBase<TItem>
{
    [Get("/generic-base")]
    Task<ApiResponse<TItem>> FromGenericBaseAsync();
}

internal interface IRoot
{
    [Get("/root")]
    Task<HttpResponseMessage> RootAsync();
}

internal interface ILeft : IRoot
{
    [Get("/left")]
    Task<HttpResponseMessage> SideAsync();
}

internal interface IRight : IRoot
{
    [Get("/right")]
    Task<HttpResponseMessage> SideAsync();
}

/// <summary>A client by its method alone; the compiler's objection to the other one is turned off.</summary>
internal interface IOrphanApi
{
    [Get("/parent")]
    [Psd2Scopes(Psd2Scope.ChannelPsd2)]
    Task<HttpResponseMessage> ParentAsync();

#pragma warning disable PSD2011 // What is tested is what happens then.
    [Get("/orphan")]
    Task OrphanAsync();
#pragma warning restore PSD2011
}

/// <summary>An anonymous method may follow an address to another origin.</summary>
internal interface ILinksApi
{
    [Get("")]
    [Psd2Anonymous]
    Task<HttpResponseMessage> FollowAsync([Url] string address);

    [Get("")]
    [Psd2Scopes(Psd2Scope.ChannelPsd2)]
    Task FollowWithTokenAsync([Url] string address);
}
