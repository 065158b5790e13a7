using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IExceptionsApi
{
    [Get("/items")]
    Task NothingAsync(CancellationToken cancellationToken = default);

    [Get("/items")]
    Task<int[]> ContentAsync(CancellationToken cancellationToken = default);

    [Get("/items")]
    Task<string> TextAsync(CancellationToken cancellationToken = default);

    [Get("/items")]
    Task<HttpResponseMessage> MessageAsync(CancellationToken cancellationToken = default);

    [Get("/items")]
    Task<ApiResponse<int[]>> ResponseAsync(CancellationToken cancellationToken = default);

    [Get("/items")]
    Task<IApiResponse<int[]>> ResponseInterfaceAsync(CancellationToken cancellationToken = default);
}

/// <summary>What a caller sees of an exception, by return type.</summary>
public sealed class ExceptionTests
{
    private static readonly InvalidOperationException Ours = new("ours");

    public static TheoryData<string> ReturnTypesThatWrap => ["content", "text", "message"];

    public static TheoryData<string> ReturnTypesThatTell => ["response", "response interface"];

    public static TheoryData<string> AllReturnTypes => ["nothing", "content", "text", "message", "response", "response interface"];

    [Fact]
    public async Task A_handlers_exception_reaches_the_caller_of_a_method_without_result_as_it_is()
    {
        var api = Client.Over<IExceptionsApi>(Primary.Throwing(Ours));

        Assert.Same(Ours, await Assert.ThrowsAsync<InvalidOperationException>(() => api.NothingAsync()));
    }

    [Theory]
    [MemberData(nameof(ReturnTypesThatWrap))]
    public async Task A_handlers_exception_is_wrapped_for_the_caller_of_a_method_with_content(string returnType)
    {
        var primary = Primary.Throwing(Ours);
        var thrown = await Record.ExceptionAsync(() => Call(Client.Over<IExceptionsApi>(primary), returnType));

        var wrapped = Assert.IsType<ApiRequestException>(thrown);
        Assert.Same(Ours, wrapped.InnerException);
        Assert.Equal("ours", wrapped.Message);
        Assert.Same(primary.Request, wrapped.RequestMessage);
        Assert.Equal(HttpMethod.Get, wrapped.HttpMethod);
    }

    [Theory]
    [MemberData(nameof(ReturnTypesThatTell))]
    public async Task A_handlers_exception_is_the_error_of_a_response(string returnType)
    {
        var call = Call(Client.Over<IExceptionsApi>(Primary.Throwing(Ours)), returnType);

        var response = await ResponseOf(call);
        Assert.Same(Ours, Assert.IsType<ApiRequestException>(response.Error).InnerException);
        Assert.Null(response.StatusCode);
        Assert.Null(response.Headers);
        Assert.False(response.IsSuccessful);
        Assert.False(response.IsReceived);
        Assert.True(response.HasRequestError(out _));
        Assert.False(response.HasResponseError(out _));
    }

    [Theory]
    [MemberData(nameof(AllReturnTypes))]
    public async Task A_caller_that_gives_up_gets_its_cancellation_bare(string returnType)
    {
        var api = Client.Over<IExceptionsApi>(new Primary());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Call(api, returnType, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("content")]
    [InlineData("text")]
    public async Task An_error_status_throws(string returnType)
    {
        var primary = new Primary(_ => Primary.Json("""{"title":"gone"}""", HttpStatusCode.NotFound));

        var exception = await Assert.ThrowsAsync<ApiException>(() => Call(Client.Over<IExceptionsApi>(primary), returnType));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Equal("""{"title":"gone"}""", exception.Content);
        Assert.True(exception.HasContent);
        Assert.Equal("Response status code does not indicate success: 404 (Not Found).", exception.Message);
        Assert.Same(primary.Request, exception.RequestMessage);
        Assert.Equal(new Uri("https://api.test/v1/items"), exception.Uri);
        Assert.Equal("application/json", exception.ContentHeaders?.ContentType?.MediaType);
        Assert.Equal("gone", (await exception.GetContentAsAsync<Dictionary<string, string>>())?["title"]);
    }

    [Theory]
    [MemberData(nameof(ReturnTypesThatTell))]
    public async Task An_error_status_is_the_error_of_a_response(string returnType)
    {
        var primary = new Primary(_ => Primary.Json("[4]", HttpStatusCode.NotFound));

        using var response = await ResponseOf(Call(Client.Over<IExceptionsApi>(primary), returnType));

        Assert.Equal("[4]", Assert.IsType<ApiException>(response.Error).Content);
        Assert.Null(response.Content);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.False(response.IsSuccessStatusCode);
        Assert.False(response.IsSuccessful);
        Assert.NotNull(response.Headers);
    }

    [Fact]
    public async Task An_error_status_leaves_a_message_alone()
    {
        using var message = await Client.Over<IExceptionsApi>(new Primary(_ => Primary.Json("no", HttpStatusCode.NotFound))).MessageAsync();

        Assert.Equal(HttpStatusCode.NotFound, message.StatusCode);
        Assert.Equal("no", await message.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Content_that_is_not_understood_throws_with_the_content()
    {
        var api = Client.Over<IExceptionsApi>(new Primary(_ => Primary.Json("{oops")));

        var exception = await Assert.ThrowsAsync<ApiException>(() => api.ContentAsync());

        Assert.Equal(HttpStatusCode.OK, exception.StatusCode);
        Assert.Equal("{oops", exception.Content);
        Assert.IsType<System.Text.Json.JsonException>(exception.InnerException);
    }

    [Fact]
    public async Task Content_that_is_not_understood_is_the_error_of_a_response()
    {
        using var response = await Client.Over<IExceptionsApi>(new Primary(_ => Primary.Json("{oops"))).ResponseAsync();

        Assert.IsType<ApiException>(response.Error);
        Assert.True(response.IsSuccessStatusCode);
        Assert.False(response.IsSuccessful);
    }

    [Fact]
    public async Task An_exception_prints_the_headers_that_are_still_on_its_request()
    {
        var primary = new Primary(request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret-token");
            return Primary.Json("", HttpStatusCode.Unauthorized);
        });

        var exception = await Assert.ThrowsAsync<ApiException>(() => Client.Over<IExceptionsApi>(primary).ContentAsync());
        Assert.Contains("Bearer secret-token", exception.RequestMessage.ToString(), StringComparison.Ordinal);

        exception.RequestMessage.Headers.Authorization = null;
        Assert.DoesNotContain("secret-token", exception.RequestMessage.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exception_factory_of_the_settings_decides()
    {
        var settings = new RefitSettings
        {
            ExceptionFactory = response => ValueTask.FromResult<Exception?>(response.IsSuccessStatusCode ? Ours : null),
        };

        var accepting = Client.Over<IExceptionsApi>(new Primary(_ => Primary.Json("[7]", HttpStatusCode.NotFound)), settings: settings);
        Assert.Equal(7, Assert.Single(await accepting.ContentAsync()));
        await accepting.NothingAsync();

        var refusing = Client.Over<IExceptionsApi>(new Primary(), settings: settings);
        Assert.Same(Ours, await Assert.ThrowsAsync<InvalidOperationException>(() => refusing.ContentAsync()));
        Assert.Same(Ours, await Assert.ThrowsAsync<InvalidOperationException>(() => refusing.NothingAsync()));
    }

    [Fact]
    public async Task An_error_response_that_names_no_request_is_a_mistake_of_the_handler()
    {
        using var handler = new Forgetful();
        var services = new ServiceCollection();
        services.AddRefitGeneratedClient<IExceptionsApi>().At(Client.Address).Over(new Primary(_ => Primary.Json("", HttpStatusCode.NotFound)))
            .AddHttpMessageHandler(() => handler);

        await Assert.ThrowsAsync<InvalidOperationException>(() => services.Resolve<IExceptionsApi>().ResponseAsync());
    }

    private static Task Call(IExceptionsApi api, string returnType, CancellationToken cancellationToken = default) => returnType switch
    {
        "nothing" => api.NothingAsync(cancellationToken),
        "content" => api.ContentAsync(cancellationToken),
        "text" => api.TextAsync(cancellationToken),
        "message" => api.MessageAsync(cancellationToken),
        "response" => api.ResponseAsync(cancellationToken),
        _ => api.ResponseInterfaceAsync(cancellationToken),
    };

    private static async Task<IApiResponse<int[]>> ResponseOf(Task call) =>
        call is Task<ApiResponse<int[]>> response ? await response : await (Task<IApiResponse<int[]>>)call;

    private sealed class Forgetful : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.RequestMessage = null;
            return response;
        }
    }
}
