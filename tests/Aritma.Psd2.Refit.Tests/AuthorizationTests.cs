using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

[Headers("Authorization: Basic base")]
public interface IAuthorizedBase;

public interface IAuthorizedApi : IAuthorizedBase
{
    [Get("/inherited")]
    Task InheritedAsync();

    [Get("/placeholder")]
    [Headers("Authorization: Bearer")]
    Task PlaceholderAsync();

    [Get("/removed")]
    [Headers("Authorization")]
    Task RemovedAsync();

    [Get("/empty")]
    [Headers("Authorization:")]
    Task EmptyAsync();

    [Get("/authorize")]
    Task AuthorizeAsync([Authorize] string token);

    [Get("")]
    Task AnywhereAsync([Url] string address);
}

/// <summary>Where an Authorization header comes from, and which one wins.</summary>
public sealed class AuthorizationTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public Task Bearer_without_a_token_is_a_scheme_with_a_null_parameter() =>
        AssertSent(new AuthenticationHeaderValue("Bearer", parameter: null), api => api.PlaceholderAsync());

    [Fact]
    public Task Headers_of_a_base_interface_apply_to_the_methods_of_the_client() =>
        AssertSent(new AuthenticationHeaderValue("Basic", "base"), api => api.InheritedAsync());

    [Fact]
    public Task A_header_named_without_a_colon_takes_that_of_the_interface_away() =>
        AssertSent(expected: null, api => api.RemovedAsync());

    [Fact]
    public async Task A_header_without_a_value_is_sent_empty()
    {
        var primary = Primary.Answering("");

        await Client.Over<IAuthorizedApi>(primary).EmptyAsync();

        Assert.True(primary.Request.Headers.NonValidated.TryGetValues("Authorization", out var values));
        Assert.Equal("", Assert.Single(values));
    }

    [Fact]
    public async Task Authorize_sets_the_header_before_any_handler_runs()
    {
        AuthenticationHeaderValue? seen = null;
        _services.AddClient<IAuthorizedApi>().Over(Primary.Answering(""))
            .AddHttpMessageHandler(() => new Passing(request => seen = request.Headers.Authorization));

        await _services.Resolve<IAuthorizedApi>().AuthorizeAsync("theirs");

        Assert.Equal(new AuthenticationHeaderValue("Bearer", "theirs"), seen);
    }

    [Fact]
    public async Task A_call_to_a_Url_takes_the_header_to_whatever_host_it_names()
    {
        var primary = Primary.Answering("");

        await Client.Over<IAuthorizedApi>(primary).AnywhereAsync("https://other.test/x");

        Assert.Equal("https://other.test/x", primary.Request.RequestUri?.AbsoluteUri);
        Assert.Equal("Basic base", primary.Request.Headers.Authorization?.ToString());
    }

    [Fact]
    public async Task AuthorizationHeaderValueGetter_overwrites_what_a_handler_of_PostConfigure_sets()
    {
        var primary = Primary.Answering("");
        var settings = new RefitSettings
        {
            AuthorizationHeaderValueGetter = (_, _) => new("theirs"),
            HttpMessageHandlerFactory = () => primary,
        };
        _services.AddClient<IAuthorizedApi>(settings)
            .AddOurs(new Passing(request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "ours")));

        await _services.Resolve<IAuthorizedApi>().RemovedAsync();

        Assert.Equal("Bearer theirs", primary.Request.Headers.Authorization?.ToString());
    }

    [Fact]
    public async Task AddAuthorizationHeaderValueProvider_sets_the_header_before_a_handler_of_PostConfigure_runs()
    {
        AuthenticationHeaderValue? seen = null;
        _services.AddClient<IAuthorizedApi>().Over(Primary.Answering(""))
            .AddOurs(new Passing(request => seen = request.Headers.Authorization))
            .AddAuthorizationHeaderValueProvider((_, _, _) => new("theirs"));

        await _services.Resolve<IAuthorizedApi>().RemovedAsync();

        Assert.Equal(new AuthenticationHeaderValue("Bearer", "theirs"), seen);
    }

    private static async Task AssertSent(AuthenticationHeaderValue? expected, Func<IAuthorizedApi, Task> call)
    {
        var primary = Primary.Answering("");

        await call(Client.Over<IAuthorizedApi>(primary));

        Assert.Equal(expected, primary.Request.Headers.Authorization);
    }
}
