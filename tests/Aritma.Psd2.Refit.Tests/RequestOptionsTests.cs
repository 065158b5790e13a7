using System.Reflection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IOptionsBase
{
    [Get("/base/{id}")]
    Task BaseAsync(string id);
}

public interface IOptionsApi : IOptionsBase
{
    [Get("/own?fixed=1")]
    Task OwnAsync(int page);

    [Get("/own/{id}")]
    Task OwnAsync(string id);

    [Get("")]
    Task AnywhereAsync([Url] string address);
}

public interface IOverloadsApi
{
    [Get("/lines")]
    Task LinesAsync(string text);

    [Get("/lines")]
    Task LinesAsync(int number);

    [Delete("/lines")]
    Task LinesAsync(Guid id);

    [Get("/generic/{id}")]
    Task<T> GenericAsync<T>(string id);

    [Get("/generic/{id}")]
    Task<string> GenericAsync(string id);

#pragma warning disable CA1716 // a keyword is what the test is about
    [Get("/verbatim")]
    Task @event();
#pragma warning restore CA1716

    [Get("/fragment/{id}?a={a}#part")]
    Task FragmentAsync(string id, string a);

    [Get("/empty?")]
    Task EmptyQueryAsync();

    [Patch("/patch")]
    Task PatchAsync();

    [Head("/head")]
    Task HeadAsync();
}

public interface IShadowedBase
{
    [Get("/base/shadowed")]
    Task ShadowedAsync();
}

public interface IShadowingApi : IShadowedBase
{
    [Get("/own/shadowed")]
    new Task ShadowedAsync();
}

public interface ILeft : IOptionsBase
{
    [Get("/left")]
    Task SideAsync();
}

public interface IRight : IOptionsBase
{
    [Get("/right")]
    Task SideAsync();
}

public interface IDiamondApi : ILeft, IRight;

#pragma warning disable RF006 // the open interface is never a client itself
public interface IOpen<TItem, in TKey>
{
    [Get("/items/{key}")]
    Task<TItem> GetAsync(TKey key);

    Task<TItem> FirstAsync(TKey key) => GetAsync(key);
}
#pragma warning restore RF006

public interface IClosingApi : IOpen<string, int>;

public interface IClosingTwiceApi : IOpen<string, int>, IOpen<string, string>;

public interface IBodiesApi : IOptionsBase
{
    [Get("/one/{id}")]
    Task<string> OneAsync(string id);

    async Task<string> BothAsync(string first, string second, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await OneAsync(first) + await OneAsync(second);
    }

    Task<T> EchoAsync<T>(T value) => Task.FromResult(value);

    int Count() => throw new InvalidOperationException("thrown by the body");

    [Get("/routed")]
    Task RoutedAsync() => OneAsync("never");
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class SearchAttribute(string path) : HttpMethodAttribute(path)
{
    public override HttpMethod Method => new HttpMethod("SEARCH");
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class SearchAllAttribute() : HttpMethodAttribute("/search/all")
{
    public override HttpMethod Method => new HttpMethod("SEARCH");
}

public interface ISearchApi
{
    [Search("/search/{text}")]
    Task SearchAsync(string text);

    [SearchAll]
    Task SearchAllAsync();
}

/// <summary>The request options that a handler picks the scopes of a method by.</summary>
public sealed class RequestOptionsTests
{
    private readonly Primary _primary = new(_ => Primary.Json("42"));

    /// <summary>Name and template of the method.</summary>
    private (string? Name, string? Template) Told =>
        (Option<string>("Refit.MethodName"), Option<string>("Refit.RelativePathTemplate"));

    [Fact]
    public async Task Tell_the_client_not_the_interface_that_declares_the_method()
    {
        await Client.Over<IOptionsApi>(_primary).BaseAsync("7");
        Assert.Equal(typeof(IOptionsApi), Option<Type>("Refit.InterfaceType"));

        await Client.Over<IClosingApi>(_primary).GetAsync(7);
        Assert.Equal(typeof(IClosingApi), Option<Type>("Refit.InterfaceType"));
    }

    [Fact]
    public async Task Tell_the_method_and_its_template()
    {
        await Client.Over<IOptionsApi>(_primary).BaseAsync("7");
        Assert.Equal(("BaseAsync", "/base/{id}"), Told);

        await Client.Over<IOptionsApi>(_primary).OwnAsync(2);
        Assert.Equal(("OwnAsync", "/own?fixed=1"), Told);

        await Client.Over<IOptionsApi>(_primary).OwnAsync("2");
        Assert.Equal(("OwnAsync", "/own/{id}"), Told);

        await Client.Over<IOverloadsApi>(_primary).@event();
        Assert.Equal(("event", "/verbatim"), Told);
    }

    [Fact]
    public async Task Tell_overloads_of_one_template_apart_by_nothing_but_the_http_method()
    {
        var api = Client.Over<IOverloadsApi>(_primary);

        await api.LinesAsync("text");
        Assert.Equal((HttpMethod.Get, ("LinesAsync", "/lines")), (_primary.Request.Method, Told));

        await api.LinesAsync(7);
        Assert.Equal((HttpMethod.Get, ("LinesAsync", "/lines")), (_primary.Request.Method, Told));

        await api.LinesAsync(Guid.Empty);
        Assert.Equal((HttpMethod.Delete, ("LinesAsync", "/lines")), (_primary.Request.Method, Told));
    }

    [Fact]
    public async Task Tell_nothing_of_the_type_arguments_of_a_method()
    {
        var api = Client.Over<IOverloadsApi>(_primary);

        Assert.Equal("42", await api.GenericAsync<string>("7"));
        Assert.Equal(("GenericAsync", "/generic/{id}"), Told);

        Assert.Equal(42, await api.GenericAsync<int>("7"));
        Assert.Equal(("GenericAsync", "/generic/{id}"), Told);

        await api.GenericAsync("7");
        Assert.Equal(("GenericAsync", "/generic/{id}"), Told);
    }

    [Fact]
    public async Task Tell_the_template_without_its_fragment_and_an_empty_query()
    {
        var api = Client.Over<IOverloadsApi>(_primary);

        await api.FragmentAsync("7", "1");
        Assert.Equal("https://api.test/v1/fragment/7?a=1", _primary.Request.RequestUri!.AbsoluteUri);
        Assert.Equal("/fragment/{id}?a={a}", Told.Template);

        await api.EmptyQueryAsync();
        Assert.Equal("https://api.test/v1/empty", _primary.Request.RequestUri!.AbsoluteUri);
        Assert.Equal("/empty", Told.Template);
    }

    [Fact]
    public async Task Tell_a_shadowed_method_by_its_own_template()
    {
        var api = Client.Over<IShadowingApi>(_primary);

        await api.ShadowedAsync();
        Assert.Equal(("ShadowedAsync", "/own/shadowed"), Told);

        await ((IShadowedBase)api).ShadowedAsync();
        AssertSent("/base/shadowed");
        Assert.Equal(typeof(IShadowingApi), Option<Type>("Refit.InterfaceType"));
    }

    [Fact]
    public async Task Tell_methods_of_two_bases_by_their_own_templates()
    {
        var api = Client.Over<IDiamondApi>(_primary);

        await api.BaseAsync("7");
        Assert.Equal(("BaseAsync", "/base/{id}"), Told);

        await ((ILeft)api).SideAsync();
        AssertSent("/left");

        await ((IRight)api).SideAsync();
        AssertSent("/right");
    }

    [Fact]
    public async Task Tell_the_methods_of_a_generic_interface_as_it_declares_them()
    {
        Assert.Equal("42", await Client.Over<IClosingApi>(_primary).GetAsync(7));
        Assert.Equal(("GetAsync", "/items/{key}"), Told);

        await ((IOpen<string, string>)Client.Over<IClosingTwiceApi>(_primary)).GetAsync("7");
        Assert.Equal(("GetAsync", "/items/{key}"), Told);
    }

    [Fact]
    public async Task Tell_the_method_that_a_default_method_calls()
    {
        Assert.Equal("4242", await Client.Over<IBodiesApi>(_primary).BothAsync("1", "2"));
        Assert.Equal(("OneAsync", "/one/{id}"), Told);

        Assert.Equal("42", await Client.Over<IClosingApi>(_primary).FirstAsync(7));
        Assert.Equal(("GetAsync", "/items/{key}"), Told);
    }

    [Fact]
    public async Task A_default_method_that_calls_none_sends_nothing()
    {
        var api = Client.Over<IBodiesApi>(_primary);

        Assert.Equal("echo", await api.EchoAsync("echo"));
        Assert.Equal(7, await api.EchoAsync(7));
        Assert.Equal("thrown by the body", Assert.Throws<InvalidOperationException>(() => api.Count()).Message);
        Assert.Null(_primary.Request);
    }

    [Fact]
    public async Task Other_http_methods_are_told_alike()
    {
        await Client.Over<IOverloadsApi>(_primary).PatchAsync();
        Assert.Equal((HttpMethod.Patch, ("PatchAsync", "/patch")), (_primary.Request.Method, Told));

        await Client.Over<IOverloadsApi>(_primary).HeadAsync();
        Assert.Equal((HttpMethod.Head, ("HeadAsync", "/head")), (_primary.Request.Method, Told));
    }

    [Fact]
    public async Task Tell_the_first_argument_of_an_attribute_of_ones_own()
    {
        var api = Client.Over<ISearchApi>(_primary);

        await api.SearchAsync("text");
        Assert.Equal((new HttpMethod("SEARCH"), ("SearchAsync", "/search/{text}")), (_primary.Request.Method, Told));

        await api.SearchAllAsync();
        AssertSent("");
    }

    [Fact]
    public async Task Tell_an_empty_template_for_an_address_of_the_callers()
    {
        await Client.Over<IOptionsApi>(_primary).AnywhereAsync("https://other.test/x");

        Assert.Equal(("AnywhereAsync", ""), Told);
    }

    [Fact]
    public async Task Hold_nothing_else_on_a_generated_client()
    {
        await Client.Over<IOptionsApi>(_primary).OwnAsync(2);

        Assert.Equal(
            ["Refit.InterfaceType", "Refit.MethodName", "Refit.RelativePathTemplate"],
            _primary.Request.Options.Select(option => option.Key).Order());
    }

    [Fact]
    public async Task Tell_a_method_with_body_and_route_which_is_a_request()
    {
        await Client.Over<IBodiesApi>(_primary).RoutedAsync();

        Assert.Equal(("RoutedAsync", "/routed"), Told);
    }

    private void AssertSent(string template)
    {
        Assert.Equal("https://api.test/v1" + template, _primary.Request.RequestUri!.AbsoluteUri);
        Assert.Equal(template, Told.Template);
    }

    private T? Option<T>(string key) =>
        _primary.Request.Options.TryGetValue(new HttpRequestOptionsKey<T>(key), out var value) ? value : default;
}
