using System.Net;
using System.Net.Http.Headers;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>What a caller sees of an exception that a handler throws, and what an exception of Refit's shows.</summary>
public sealed class ExceptionTests
{
    private readonly InvalidOperationException _ours = new("ours");

    [Fact]
    public async Task Task_throws_a_handlers_exception_bare()
    {
        var thrown = await Record.ExceptionAsync(() => Throwing().NothingAsync());

        Assert.Same(_ours, thrown);
    }

    [Fact]
    public async Task Task_of_T_throws_a_handlers_exception_inside_of_an_ApiRequestException()
    {
        var thrown = await Assert.ThrowsAsync<ApiRequestException>(() => Throwing().ContentAsync());

        Assert.Same(_ours, thrown.InnerException);
    }

    [Fact]
    public async Task Task_of_HttpResponseMessage_throws_a_handlers_exception_inside_of_an_ApiRequestException()
    {
        var thrown = await Assert.ThrowsAsync<ApiRequestException>(() => Throwing().MessageAsync());

        Assert.Same(_ours, thrown.InnerException);
    }

    [Fact]
    public async Task ApiResponse_throws_nothing_and_has_a_handlers_exception_inside_of_its_Error()
    {
        using var response = await Throwing().ResponseAsync();

        Assert.Same(_ours, Assert.IsType<ApiRequestException>(response.Error).InnerException);
    }

    [Fact]
    public async Task Every_return_type_throws_the_callers_cancellation_bare()
    {
        await AssertCancelled((api, cancellationToken) => api.NothingAsync(cancellationToken));
        await AssertCancelled((api, cancellationToken) => api.ContentAsync(cancellationToken));
        await AssertCancelled((api, cancellationToken) => api.MessageAsync(cancellationToken));
        await AssertCancelled((api, cancellationToken) => api.ResponseAsync(cancellationToken));
    }

    [Fact]
    public async Task The_request_of_an_ApiException_prints_the_headers_that_are_still_on_it()
    {
        var primary = new Primary(request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
            return Primary.Response("", HttpStatusCode.Unauthorized);
        });

        var thrown = await Assert.ThrowsAsync<ApiException>(() => Client.Over<IResultsApi>(primary).ContentAsync());
        Assert.Contains("secret", thrown.RequestMessage.ToString(), StringComparison.Ordinal);

        thrown.RequestMessage.Headers.Authorization = null;
        Assert.DoesNotContain("secret", thrown.RequestMessage.ToString(), StringComparison.Ordinal);
    }

    private static async Task AssertCancelled(Func<IResultsApi, CancellationToken, Task> call)
    {
        using var caller = new CancellationTokenSource();
        var api = Client.Over<IResultsApi>(Primary.Cancelling(caller));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call(api, caller.Token));
    }

    private IResultsApi Throwing() => Client.Over<IResultsApi>(Primary.Throwing(_ours));
}
