using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>Refit's <see cref="HttpRetryHandler"/>, added as users add handlers.</summary>
public sealed class HttpRetryHandlerTests
{
    private readonly List<Told> _passed = [];
    private readonly IPlainApi _api;

    public HttpRetryHandlerTests()
    {
        var services = new ServiceCollection();
        services.AddClient<IPlainApi>()
            .Over(Primary.Answering("", HttpStatusCode.ServiceUnavailable))
            .AddOurs(new Passing(request => _passed.Add(Told.By(request))))
            .AddHttpMessageHandler(() => new HttpRetryHandler(new HttpRetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero }));
        _api = services.Resolve<IPlainApi>();
    }

    [Fact]
    public async Task A_retry_of_a_GET_passes_a_handler_of_PostConfigure_again_with_its_options()
    {
        await Assert.ThrowsAsync<ApiException>(() => _api.GetAsync());

        var told = new Told(typeof(IPlainApi), "GetAsync", "/plain/{id}");
        Assert.Equal([told, told], _passed);
    }

    [Fact]
    public async Task A_POST_is_not_retried()
    {
        await Assert.ThrowsAsync<ApiException>(() => _api.PostAsync([1]));

        Assert.Equal([new Told(typeof(IPlainApi), "PostAsync", "/plain")], _passed);
    }
}
