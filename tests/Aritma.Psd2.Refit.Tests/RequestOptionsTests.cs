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

#if !REFIT8
    [Get("")]
    Task AnywhereAsync([Url] string address);
#endif
}

/// <summary>The request options that a handler picks the scopes of a method by.</summary>
public sealed class RequestOptionsTests
{
    private readonly Primary _primary = new();

    [Fact]
    public async Task Tell_the_client_not_the_interface_that_declares_the_method()
    {
        await Client.Over<IOptionsApi>(_primary).BaseAsync("7");

        Assert.Equal(typeof(IOptionsApi), Option<Type>("Refit.InterfaceType"));
    }

    [Since14Fact]
    public async Task Tell_the_method_and_its_template()
    {
        await Client.Over<IOptionsApi>(_primary).BaseAsync("7");
        Assert.Equal(("BaseAsync", "/base/{id}"), (Option<string>("Refit.MethodName"), Option<string>("Refit.RelativePathTemplate")));

        await Client.Over<IOptionsApi>(_primary).OwnAsync(2);
        Assert.Equal(("OwnAsync", "/own?fixed=1"), (Option<string>("Refit.MethodName"), Option<string>("Refit.RelativePathTemplate")));

        await Client.Over<IOptionsApi>(_primary).OwnAsync("2");
        Assert.Equal(("OwnAsync", "/own/{id}"), (Option<string>("Refit.MethodName"), Option<string>("Refit.RelativePathTemplate")));
    }

#if REFIT8
    [Fact]
    public async Task Tell_the_method_in_an_object_in_8()
    {
        await Client.Over<IOptionsApi>(_primary).BaseAsync("7");

        var method = Option<RestMethodInfo>("Refit.RestMethodInfo");
        Assert.Equal(("BaseAsync", "/base/{id}", typeof(IOptionsBase)), (method?.Name, method?.RelativePath, method?.HostingType));
    }
#else
    [Fact]
    public async Task Tell_an_empty_template_for_an_address_of_the_callers()
    {
        await Client.Over<IOptionsApi>(_primary).AnywhereAsync("https://other.test/x");

        Assert.Equal(("AnywhereAsync", ""), (Option<string>("Refit.MethodName"), Option<string>("Refit.RelativePathTemplate")));
    }

    [Fact]
    public async Task Hold_nothing_else_on_a_generated_client()
    {
        await Client.Over<IOptionsApi>(_primary).OwnAsync(2);

        Assert.Equal(
            ["Refit.InterfaceType", "Refit.MethodName", "Refit.RelativePathTemplate"],
            _primary.Request.Options.Select(option => option.Key).Order());
    }
#endif

    private T? Option<T>(string key) =>
        _primary.Request.Options.TryGetValue(new HttpRequestOptionsKey<T>(key), out var value) ? value : default;
}
