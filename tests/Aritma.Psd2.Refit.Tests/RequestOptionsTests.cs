using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IOptionsBase
{
    [Get("/base/{id}")]
    Task BaseAsync(string id);
}

public interface IExplicitBase
{
#pragma warning disable RF001 // its route is declared where it is implemented
    Task ExplicitAsync();
#pragma warning restore RF001
}

public interface IOptionsApi : IOptionsBase, IExplicitBase
{
    [Get("/own/{id}?fixed=1")]
    Task OwnAsync(string id);

    [Get("")]
    Task AnywhereAsync([Url] string address);

    [Multipart]
    [Post("/parts")]
    Task MultipartAsync(StreamPart file, string text);

    [Get("/observed")]
    IObservable<int[]> Observe();

    [Get("/streamed")]
    IAsyncEnumerable<int> StreamAsync();

    [Get("/generic")]
    Task<T> GenericAsync<T>();

    Task DefaultAsync() => BaseAsync("7");

    [Get("/routed")]
    Task RoutedAsync() => BaseAsync("never");

    [Get("/explicit")]
    Task IExplicitBase.ExplicitAsync() => BaseAsync("never");

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

[PathPrefix("/prefix")]
public interface IPrefixedApi : IOptionsBase
{
    [Get("/own")]
    Task OwnAsync();
}

public interface IUnprefixedApi : IPrefixedApi;

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

public sealed record CursorPage(int[] Items, string? Next);

public sealed record LinkPage(int[] Items, Uri? Next);

public interface IPagedApi
{
    [Get("/cursors")]
    [Paged(Next = nameof(CursorPage.Next))]
    PagedEnumerable<CursorPage, int> ByCursor([PageToken] string? cursor = null);

    [Get("/links")]
    [Paged(Next = nameof(LinkPage.Next), SameOrigin = true)]
    PagedEnumerable<LinkPage, int> ByLink();
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
    public async Task The_path_prefix_of_the_client_itself_is_part_of_every_template()
    {
        await AssertTold<IPrefixedApi>("OwnAsync", "/prefix/own", api => api.OwnAsync());
        await AssertTold<IPrefixedApi>("BaseAsync", "/prefix/base/{id}", api => api.BaseAsync("7"));
        await AssertTold<IUnprefixedApi>("OwnAsync", "/own", api => api.OwnAsync());
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
    public Task An_explicit_implementation_with_a_route_tells_its_name_without_the_interface() =>
        AssertTold<IOptionsApi>("ExplicitAsync", "/explicit", api => api.ExplicitAsync());

    [Fact]
    public Task A_name_that_is_a_keyword_is_told_without_its_at_sign() =>
        AssertTold<IOptionsApi>("event", "/verbatim", api => api.@event());

    [Fact]
    public Task A_method_with_a_users_own_HttpMethodAttribute_tells_the_same() =>
        AssertTold<ISearchApi>("SearchAsync", "/search", api => api.SearchAsync());

    [Fact]
    public Task A_call_to_a_Url_tells_an_empty_template() =>
        AssertTold<IOptionsApi>("AnywhereAsync", "", api => api.AnywhereAsync("https://other.test/x"));

    [Fact]
    public Task A_multipart_call_tells_the_same() =>
        AssertTold<IOptionsApi>("MultipartAsync", "/parts", api => api.MultipartAsync(new StreamPart(Stream.Null, "file"), "text"));

    [Fact]
    public Task An_IObservable_tells_the_same() => AssertTold<IOptionsApi>("Observe", "/observed", async api =>
    {
        var completion = new Completion();
        using (api.Observe().Subscribe(completion))
        {
            await completion.Task;
        }
    });

    [Fact]
    public Task An_IAsyncEnumerable_tells_the_same() =>
        AssertTold<IOptionsApi>("StreamAsync", "/streamed", async api => await api.StreamAsync().CountAsync());

    [Fact]
    public async Task Every_page_of_a_PagedEnumerable_with_cursors_tells_the_same()
    {
        var primary = new Primary(request => Primary.Response(
            request.RequestUri!.Query == "?cursor=2" ? """{"items":[2]}""" : """{"items":[1],"next":"2"}"""));

        await Client.Over<IPagedApi>(primary).ByCursor().CountAsync();

        var told = new Told(typeof(IPagedApi), "ByCursor", "/cursors");
        Assert.Equal([told, told], primary.Requests.Select(Told.By));
    }

    [Fact]
    public async Task Every_page_of_a_PagedEnumerable_with_links_tells_the_same()
    {
        const string First = """{"items":[1],"next":"https://api.test/v1/second"}""";
        var primary = new Primary(request => Primary.Response(
            request.RequestUri!.AbsolutePath == "/v1/second" ? """{"items":[2]}""" : First));

        await Client.Over<IPagedApi>(primary).ByLink().CountAsync();

        var told = new Told(typeof(IPagedApi), "ByLink", "/links");
        Assert.Equal([told, told], primary.Requests.Select(Told.By));
    }

    private static async Task AssertTold<T>(string method, string template, Func<T, Task> call)
        where T : class
    {
        var primary = Primary.Answering("[]");

        await call(Client.Over<T>(primary));

        Assert.Equal(new Told(typeof(T), method, template), Told.By(primary.Request));
    }

    private sealed class Completion : IObserver<int[]>
    {
        private readonly TaskCompletionSource _source = new();

        public Task Task => _source.Task;

        public void OnCompleted() => _source.TrySetResult();

        public void OnError(Exception error) => _source.TrySetException(error);

        public void OnNext(int[] value)
        {
        }
    }
}
