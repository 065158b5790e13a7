using System.Net;
using Aritma.Psd2.Integration.Contracts;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aritma.Psd2.Integration.Tests;

public class MethodScopesTests
{
    private const string Channel = "banking.channel.psd2";
    private const string Both = "banking.channel.psd2 banking.ais.read";

    private static readonly (string Path, string? Scopes, Func<IShapesApi, Task> Call)[] Shapes =
    [
        ("/clients", Channel, api => api.GetClientsAsync()),
        ("/own", Both, api => api.GetOwnAsync()),
        ("/overload", Channel, api => api.OverloadAsync()),
        ("/overload/1", Channel, api => api.OverloadAsync("1")),
        ("/anonymous", null, api => api.AnonymousAsync()),
        ("/generic/1", Both, api => api.GenericAsync<AccountList>("1")),
        ("/shadowing", Channel, api => api.ShadowedAsync()),
        ("/own", Both, api => api.DefaultAsync()),
        ("/inherited", Channel, api => api.InheritedAsync()),
        ("/annotated-base", Both, api => api.FromAnnotatedBaseAsync()),
        ("/annotated-base/own", Channel, api => api.OwnFromAnnotatedBaseAsync()),
        ("/annotated-base/anonymous", null, api => api.AnonymousFromBaseAsync()),
        ("/generic-base", Both, api => api.FromGenericBaseAsync()),
        ("/root", Channel, api => api.RootAsync()),
        ("/left", Channel, api => ((ILeft)api).SideAsync()),
        ("/shadowed", Channel, api => ((IUnannotatedBase)api).ShadowedAsync()),
        ("/right", Channel, api => ((IRight)api).SideAsync()),
    ];

    public static TheoryData<int> EachShape() => [.. Enumerable.Range(0, Shapes.Length)];

    [Theory]
    [MemberData(nameof(EachShape))]
    public async Task A_call_carries_a_token_with_exactly_the_scopes_of_its_method(int shape)
    {
        await using var app = await App.StartAsync();
        var (path, scopes, call) = Shapes[shape];

        await call(app.Services.GetRequiredService<IShapesApi>());

        Assert.Equal("/api" + path, Assert.Single(app.Sandbox.ApiRequests).PathAndQuery);
        Assert.Equal(scopes, GrantedTo(app.Sandbox.ApiRequests[0]));
        Assert.Equal(scopes is null ? [] : [scopes], app.Sandbox.TokenRequests.Select(request => request.Scope));
    }

    [Fact]
    public async Task Calls_of_all_methods_at_once_keep_to_their_own_scopes_and_share_one_token_for_each_set()
    {
        await using var app = await App.StartAsync();
        var api = app.Services.GetRequiredService<IShapesApi>();

        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => Shapes.Select(shape => shape.Call(api))));

        Assert.Equal(20 * Shapes.Length, app.Sandbox.ApiRequests.Count);
        Assert.All(app.Sandbox.ApiRequests, request => Assert.Equal(
            Shapes.First(shape => "/api" + shape.Path == request.PathAndQuery).Scopes, GrantedTo(request)));
        Assert.Equal([Channel, Both], app.Sandbox.TokenRequests.Select(request => request.Scope).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rejected_token_of_one_method_costs_the_others_nothing()
    {
        await using var app = await App.StartAsync();
        var api = app.Services.GetRequiredService<IConsentsApi>();
        var contract = app.Services.GetRequiredService<IAnnotatedContract>();
        await api.GetBanksAsync();
        await contract.GetOneAsync("1");
        app.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 401 });

        await contract.GetOneAsync("1");
        await api.GetBanksAsync();

        Assert.Equal([Channel, Both, Both], app.Sandbox.TokenRequests.Select(request => request.Scope));
    }

    [Fact]
    public async Task A_method_without_scopes_throws_before_anything_is_sent()
    {
        await using var app = await App.StartAsync();
        var api = app.Services.GetRequiredService<IOrphanApi>();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(api.OrphanAsync);
        using var answer = await api.ParentAsync();

        Assert.Contains("OrphanAsync", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PSD2011", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("/api/parent", Assert.Single(app.Sandbox.ApiRequests).PathAndQuery);
        Assert.Equal(Channel, Assert.Single(app.Sandbox.TokenRequests).Scope);
    }

    [Fact]
    public async Task Interfaces_of_another_assembly_are_clients_with_their_own_scopes_or_those_given_to_them()
    {
        await using var app = await App.StartAsync();

        using var annotated = await app.Services.GetRequiredService<IAnnotatedContract>().GetAsync();
        using var annotatedByMethod = await app.Services.GetRequiredService<IAnnotatedContract>().GetOneAsync("1");
        using var thirdParty = await app.Services.GetRequiredService<IThirdPartyApi>().GetAsync();

        Assert.Equal(
            ["/api/contract", "/api/contract/1", "/api/third-party"], app.Sandbox.ApiRequests.Select(request => request.PathAndQuery));
        Assert.Equal([Channel, Both, Channel], app.Sandbox.ApiRequests.Select(GrantedTo));
    }

    [Fact]
    public void The_inventory_lists_what_a_client_asks_for_and_the_methods_that_differ()
    {
        var client = Assert.Single(Aritma_Psd2_Integration_TestsPsd2ScopeInventory.Clients, client => client.Client == typeof(IShapesApi));

        Assert.Equal(["banking.channel.psd2"], client.Scopes);
        Assert.Equal(
            [
                "AnonymousAsync: anonymous",
                "AnonymousFromBaseAsync: anonymous",
                "FromAnnotatedBaseAsync: banking.channel.psd2 banking.ais.read",
                "FromGenericBaseAsync: banking.channel.psd2 banking.ais.read",
                "GenericAsync: banking.channel.psd2 banking.ais.read",
                "GetOwnAsync: banking.channel.psd2 banking.ais.read",
            ],
            client.Methods.Select(method => method.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_registered_is_listed_with_its_scopes_and_the_state_of_its_tokens()
    {
        await using var app = await App.StartAsync();
        await app.Consents.GetBanksAsync();

        var registration = Assert.Single(app.Services.GetRequiredService<IPsd2Registrations>().GetAll());

        Assert.Equal(app.Sandbox.TokenEndpoint, registration.TokenEndpoint);
        Assert.Equal(
            Aritma_Psd2_Integration_TestsPsd2ScopeInventory.Clients.Select(client => client.Client.FullName).Order(StringComparer.Ordinal),
            registration.Clients.Select(client => client.Interface).Order(StringComparer.Ordinal));
        Assert.Equal(6, registration.Clients.Single(client => client.Interface == typeof(IShapesApi).FullName).Methods.Count);
        Assert.Equal(
            [("banking.ais.read banking.channel.psd2", Psd2TokenState.NotRequested), ("banking.channel.psd2", Psd2TokenState.Valid)],
            registration.Tokens.Select(token => (string.Join(' ', token.Scopes.Order(StringComparer.Ordinal)), token.State)));
    }

    [Fact]
    public async Task An_anonymous_method_may_go_to_another_origin_and_shows_it_no_token()
    {
        await using var app = await App.StartAsync();
        await using var elsewhere = await Psd2Sandbox.StartAsync();
        var api = app.Services.GetRequiredService<ILinksApi>();
        var address = $"{elsewhere.ApiBaseAddress.AbsoluteUri.TrimEnd('/')}/banks";

        using var answer = await api.FollowAsync(address);
        await Assert.ThrowsAsync<InvalidOperationException>(() => api.FollowWithTokenAsync(address));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(Assert.Single(elsewhere.ApiRequests).Authorization);
        Assert.Empty(app.Sandbox.ApiRequests);
        Assert.Empty(app.Sandbox.TokenRequests);
    }

    private static string? GrantedTo(SandboxApiRequest request) => request.Authorization is { } authorization
        ? new JsonWebToken(authorization["Bearer ".Length..]).GetClaim("scope").Value
        : null;
}
