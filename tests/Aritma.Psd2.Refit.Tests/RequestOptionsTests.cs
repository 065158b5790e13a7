using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IOptionsBase
{
    [Get("/base/{id}")]
    Task BaseAsync(string id);
}

public interface IOptionsApi : IOptionsBase
{
    [Get("/own/{id}?fixed=1")]
    Task OwnAsync(string id);

    [Get("")]
    Task AnywhereAsync([Url] string address);

    [Get("/generic")]
    Task<T> GenericAsync<T>();

    Task DefaultAsync() => BaseAsync("7");

    [Get("/routed")]
    Task RoutedAsync() => BaseAsync("never");

#pragma warning disable CA1716 // a keyword is what the test is about
    [Get("/verbatim")]
    Task @event();
#pragma warning restore CA1716
}

public interface IOverloadsApi
{
    [Get("/lines")]
    Task LinesAsync(string text);

    [Get("/lines")]
    Task LinesAsync(int number);

    [Get("/lines/{id}")]
    Task LinesAsync(Guid id);
}

public interface IShadowedApi
{
    [Get("/shadowed")]
    Task GetAsync();
}

public interface IShadowingApi : IShadowedApi
{
    [Get("/shadowing")]
    new Task GetAsync();
}

public interface ILeftApi : IOptionsBase
{
    [Get("/left")]
    Task SideAsync();
}

public interface IRightApi : IOptionsBase
{
    [Get("/right")]
    Task SideAsync();
}

public interface IDiamondApi : ILeftApi, IRightApi;

[AttributeUsage(AttributeTargets.Method)]
public sealed class SearchAttribute(string path) : HttpMethodAttribute(path)
{
    public override HttpMethod Method => new HttpMethod("SEARCH");
}

public interface ISearchApi
{
    [Search("/search")]
    Task SearchAsync();
}

/// <summary>What every request tells in its options, by the kind of call that makes it.</summary>
public sealed class RequestOptionsTests
{
    [Fact]
    public void The_keys_have_the_names_that_the_run_time_writes_out()
    {
        // The run time references no Refit.
        Assert.Equal("Refit.InterfaceType", HttpRequestMessageOptions.InterfaceType);
        Assert.Equal("Refit.MethodName", HttpRequestMessageOptions.MethodName);
        Assert.Equal("Refit.RelativePathTemplate", HttpRequestMessageOptions.RelativePathTemplate);
    }

    [Fact]
    public Task A_call_tells_its_method_and_the_template_as_written() =>
        AssertTold<IOptionsApi>("OwnAsync", "/own/{id}?fixed=1", api => api.OwnAsync("7"));

    [Fact]
    public Task An_inherited_method_tells_the_client_and_not_the_interface_that_declares_it() =>
        AssertTold<IOptionsApi>("BaseAsync", "/base/{id}", api => api.BaseAsync("7"));

    [Fact]
    public async Task Overloads_tell_one_name_and_at_most_their_templates_differ()
    {
        await AssertTold<IOverloadsApi>("LinesAsync", "/lines", api => api.LinesAsync("text"));
        await AssertTold<IOverloadsApi>("LinesAsync", "/lines", api => api.LinesAsync(7));
        await AssertTold<IOverloadsApi>("LinesAsync", "/lines/{id}", api => api.LinesAsync(Guid.Empty));
    }

    [Fact]
    public async Task A_shadowed_method_tells_the_name_of_the_one_that_shadows_it_and_its_own_template()
    {
        await AssertTold<IShadowingApi>("GetAsync", "/shadowing", api => api.GetAsync());
        await AssertTold<IShadowingApi>("GetAsync", "/shadowed", api => ((IShadowedApi)api).GetAsync());
    }

    [Fact]
    public async Task Methods_of_a_diamond_tell_their_own_templates()
    {
        await AssertTold<IDiamondApi>("SideAsync", "/left", api => ((ILeftApi)api).SideAsync());
        await AssertTold<IDiamondApi>("SideAsync", "/right", api => ((IRightApi)api).SideAsync());
        await AssertTold<IDiamondApi>("BaseAsync", "/base/{id}", api => api.BaseAsync("7"));
    }

    [Fact]
    public Task A_generic_method_tells_its_name_without_type_arguments() =>
        AssertTold<IOptionsApi>("GenericAsync", "/generic", api => api.GenericAsync<int[]>());

    [Fact]
    public Task A_method_of_a_generic_interface_tells_the_client_that_closes_it() =>
        AssertTold<IClosingApi>("GetAsync", "/items/{key}", api => api.GetAsync(7));

    [Fact]
    public Task A_default_interface_method_tells_the_method_that_it_calls() =>
        AssertTold<IOptionsApi>("BaseAsync", "/base/{id}", api => api.DefaultAsync());

    [Fact]
    public Task A_method_with_both_a_body_and_a_route_is_a_request() =>
        AssertTold<IOptionsApi>("RoutedAsync", "/routed", api => api.RoutedAsync());

    [Fact]
    public Task A_name_that_is_a_keyword_is_told_without_its_at_sign() =>
        AssertTold<IOptionsApi>("event", "/verbatim", api => api.@event());

    [Fact]
    public Task A_method_with_a_users_own_HttpMethodAttribute_tells_the_same() =>
        AssertTold<ISearchApi>("SearchAsync", "/search", api => api.SearchAsync());

    [Fact]
    public Task A_call_to_a_Url_tells_an_empty_template() =>
        AssertTold<IOptionsApi>("AnywhereAsync", "", api => api.AnywhereAsync("https://other.test/x"));

    private static async Task AssertTold<T>(string method, string template, Func<T, Task> call)
        where T : class
    {
        var primary = Primary.Answering("[]");

        await call(Client.Over<T>(primary));

        Assert.Equal(new Told(typeof(T), method, template), Told.By(primary.Request));
    }
}
