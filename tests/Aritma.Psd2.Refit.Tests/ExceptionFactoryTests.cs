using System.Net;
using System.Text.Json;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>What the exception factories of the settings are asked, and what becomes of an exception that isn't Refit's.</summary>
public sealed class ExceptionFactoryTests
{
    private readonly InvalidOperationException _ours = new("ours");

    [Fact]
    public async Task Task_and_Task_of_T_throw_the_exception_of_an_ExceptionFactory_bare()
    {
        var api = Refused();

        Assert.Same(_ours, await Record.ExceptionAsync(() => api.NothingAsync()));
        Assert.Same(_ours, await Record.ExceptionAsync(() => api.ContentAsync()));
    }

    [Fact]
    public async Task Task_of_HttpResponseMessage_asks_no_ExceptionFactory()
    {
        using var message = await Refused().MessageAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, message.StatusCode);
    }

    [Fact]
    public async Task ApiResponse_loses_the_exception_of_an_ExceptionFactory_that_is_no_ApiException()
    {
        using var response = await Refused().ResponseAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Null(response.Error);
    }

    [Fact]
    public async Task A_TransportExceptionFactory_gets_the_request_and_the_exception_of_a_handler()
    {
        var primary = Primary.Throwing(_ours);
        (HttpRequestMessage, Exception)? asked = null;
        var settings = new RefitSettings
        {
            TransportExceptionFactory = (request, exception, _) =>
            {
                asked = (request, exception);
                return exception;
            },
        };

        await Record.ExceptionAsync(() => Client.Over<IResultsApi>(primary, settings).ContentAsync());

        Assert.Equal((primary.Request, _ours), asked);
    }

    [Fact]
    public async Task Task_of_T_HttpResponseMessage_and_ApiResponse_throw_the_exception_of_a_TransportExceptionFactory_bare()
    {
        var api = Lost();

        Assert.Same(_ours, await Record.ExceptionAsync(() => api.ContentAsync()));
        Assert.Same(_ours, await Record.ExceptionAsync(() => api.MessageAsync()));
        Assert.Same(_ours, await Record.ExceptionAsync(() => api.ResponseAsync()));
    }

    [Fact]
    public async Task Task_asks_no_TransportExceptionFactory() =>
        Assert.IsType<HttpRequestException>(await Record.ExceptionAsync(() => Lost().NothingAsync()));

    [Fact]
    public async Task A_TransportExceptionFactory_is_asked_about_the_callers_cancellation_as_well()
    {
        using var caller = new CancellationTokenSource();
        Exception? asked = null;
        var settings = new RefitSettings
        {
            TransportExceptionFactory = (_, exception, _) =>
            {
                asked = exception;
                return _ours;
            },
        };
        var api = Client.Over<IResultsApi>(Primary.Cancelling(caller), settings);

        Assert.Same(_ours, await Record.ExceptionAsync(() => api.ContentAsync(caller.Token)));
        Assert.IsType<OperationCanceledException>(asked, exactMatch: false);
    }

    [Fact]
    public async Task A_DeserializationExceptionFactory_gets_HTML_that_answers_with_200_as_a_JsonException_at_the_root()
    {
        (HttpStatusCode, string?)? asked = null;
        var settings = new RefitSettings
        {
            DeserializationExceptionFactory = (response, exception) =>
            {
                asked = (response.StatusCode, (exception as JsonException)?.Path);
                return ValueTask.FromResult<Exception?>(_ours);
            },
        };

        var thrown = await Record.ExceptionAsync(() => Client.Over<IResultsApi>(Html(), settings).ContentAsync());

        Assert.Same(_ours, thrown);
        Assert.Equal((HttpStatusCode.OK, "$"), asked);
    }

    [Fact]
    public async Task ApiResponse_is_successful_where_the_exception_of_a_DeserializationExceptionFactory_is_no_ApiException()
    {
        var settings = new RefitSettings { DeserializationExceptionFactory = (_, _) => ValueTask.FromResult<Exception?>(_ours) };

        using var response = await Client.Over<IResultsApi>(Html(), settings).ResponseAsync();

        Assert.True(response.IsSuccessful);
        Assert.Null(response.Error);
        Assert.Null(response.Content);
    }

    /// <summary>A client whose calls are answered with 429, and whose ExceptionFactory makes our exception of that.</summary>
    private IResultsApi Refused() => Client.Over<IResultsApi>(
        Primary.Answering("", HttpStatusCode.TooManyRequests),
        new RefitSettings { ExceptionFactory = _ => ValueTask.FromResult<Exception?>(_ours) });

    /// <summary>A client whose calls don't arrive, and whose TransportExceptionFactory makes our exception of that.</summary>
    private IResultsApi Lost() => Client.Over<IResultsApi>(
        Primary.Throwing(new HttpRequestException("lost")),
        new RefitSettings { TransportExceptionFactory = (_, _, _) => _ours });

    private static Primary Html() => Primary.Answering("<html></html>", type: "text/html");
}
