using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class TokenFailureTests
{
    [Fact]
    public async Task A_refusal_names_error_description_status_host_scopes_and_remedy()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            """{"error":"invalid_client","error_description":"Unknown client"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("invalid_client", failure.Error);
        Assert.Equal("Unknown client", failure.ErrorDescription);
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Equal("id.dev.aritma.io", failure.EndpointHost);
        Assert.Equal([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead], failure.Scopes);
        Assert.False(failure.IsTransient);
        Assert.Equal(
            "The token endpoint id.dev.aritma.io refused a token for 'banking.channel.psd2 banking.ais.read': invalid_client (400). "
            + "It says: \"Unknown client\". Check ClientId and ClientSecret, and that they belong to this environment.",
            failure.Message);
        Assert.Empty(services.Api.Requests);
    }

    [Theory]
    [InlineData("invalid_scope", "correct the declared ones")]
    [InlineData("unauthorized_client", "client credentials grant")]
    [InlineData("unsupported_grant_type", "client credentials grant")]
    [InlineData("something_else", "Psd2Options")]
    public async Task Each_refusal_has_its_remedy(string error, string remedy)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json($$"""{"error":"{{error}}"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(error, failure.Error);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.TemporaryRedirect, false)]
    public async Task A_status_is_transient_or_not(HttpStatusCode status, bool isTransient)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Body("<h1>no</h1>", "text/html", status));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(isTransient, failure.IsTransient);
        Assert.Equal(status, failure.StatusCode);
        Assert.Null(failure.Error);
        Assert.DoesNotContain("<h1>", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task An_unreachable_endpoint_is_transient()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(failure.IsTransient);
        Assert.Null(failure.StatusCode);
        Assert.Contains("could not be reached", failure.Message, StringComparison.Ordinal);
        Assert.Contains("NameResolutionError", failure.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    public static TheoryData<Exception> LostConnections() =>
        [new TaskCanceledException("ConnectTimeout"), new TimeoutException(), new IOException("connection reset")];

    [Theory]
    [MemberData(nameof(LostConnections))]
    public async Task A_time_out_or_a_loss_below_is_transient(Exception lost)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (_, _) => throw lost;

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(failure.IsTransient);
        Assert.Contains(lost.GetType().Name, failure.Message, StringComparison.Ordinal);
        Assert.Same(lost, failure.InnerException);
    }

    [Fact]
    public async Task A_status_counts_whatever_the_size_of_its_page()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Body(new string('x', 70_000), "text/html", HttpStatusCode.ServiceUnavailable));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_refusal_with_200_is_a_refusal()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}"""));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("invalid_client", failure.Error);
        Assert.Contains("Check ClientId and ClientSecret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_time_out_tells_what_the_endpoint_answered_before(HttpStatusCode status)
    {
        await using var services = new TestServices();

        var failure = await services.HangAsync(number => number == 1
            ? Task.FromResult(new HttpResponseMessage(status))
            : number == 2 ? throw new HttpRequestException(HttpRequestError.ConnectionError)
            : null);

        Assert.Equal(status, failure.StatusCode);
        Assert.Contains($" within 30 s. Its last answer was {(int)status}.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_tells_what_the_endpoint_answered_before()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => number == 1
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway))
            : throw new HttpRequestException(HttpRequestError.ConnectionError);

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(HttpStatusCode.BadGateway, failure.StatusCode);
        Assert.Contains("(ConnectionError). Its last answer was 502.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_whose_body_does_not_come_is_none()
    {
        await using var services = new TestServices();

        using var hanging = new SemaphoreSlim(0);
        services.TokenEndpoint.Answer = (_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new SilentStream(hanging)) });

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(
            () => HangingEndpoint.PassLimitsAsync(hanging, services.Time, () => services.TokenAsync()));

        Assert.True(failure.IsTransient);
        Assert.Null(failure.StatusCode);
        Assert.Contains("within 30 s.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task The_time_out_holds_where_a_handler_of_the_user_ignores_it()
    {
        await using var services = new TestServices();
        var asked = new TaskCompletionSource();
        services.TokenEndpoint.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        };

        var call = services.CallAsync();
        await asked.Task;
        services.Time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<Psd2TokenException>(() => call);
        services.TokenEndpoint.Answers(TokenEndpointStub.Token("later"));
        services.Time.Advance(TimeSpan.FromSeconds(1));
        await services.CallAsync();

        Assert.Equal("Bearer later", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task What_a_handler_of_the_user_throws_is_typed_too()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (_, _) => throw new InvalidTimeZoneException("from a handler");

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.IsType<InvalidTimeZoneException>(failure.InnerException);
        Assert.Contains("InvalidTimeZoneException", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remote_text_is_capped_and_holds_no_control_characters()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            $$"""{"error":"{{new string('e', 500)}}","error_description":"line\r\n\u001b[31m {{new string('d', 5000)}}"}""",
            HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(64, failure.Error!.Length);
        Assert.Equal(300, failure.ErrorDescription!.Length);
        Assert.StartsWith("line???[31m ddd", failure.ErrorDescription, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the secret 's3cret&=+/ %@value' is wrong")]
    [InlineData("it begins with s3cret&=")]
    [InlineData("it ends with / %@VALUE")]
    [InlineData("client_secret=s3cret%26%3D%2B%2F")]
    [InlineData("client_secret=s3cret%26%3d%2b%2f")]
    [InlineData("client_secret%3Ds3cret%2526%253D")]
    [InlineData("s3cret&amp;=+/")]
    [InlineData("czNjcmV0Jj0rLyAlQHZhbHVl")]
    [InlineData("Basic ZXJwJTIwY2xpZW50OnMzY3JldCUyNiUzRCUyQiUyRiUyMCUyNSU0MHZhbHVl")]
    public async Task Text_that_quotes_eight_characters_of_the_secret_in_any_form_is_not_shown(string text)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            $$"""{"error":"{{text}}","error_description":"{{new string('d', 290)}}{{text}}"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("(not shown, as it quotes the client secret)", failure.Error);
        Assert.Equal("(not shown, as it quotes the client secret)", failure.ErrorDescription);
        Assert.DoesNotContain(text, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_shares_seven_characters_with_the_secret_is_shown()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            """{"error":"invalid_client","error_description":"s3cret&"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("s3cret&", failure.ErrorDescription);
    }

    [Fact]
    public async Task A_secret_that_is_a_part_of_a_defined_error_code_leaves_it_readable()
    {
        await using var services = new TestServices(options => options.ClientSecret = "client");
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            """{"error":"invalid_client","error_description":"client is wrong"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("invalid_client", failure.Error);
        Assert.Equal("(not shown, as it quotes the client secret)", failure.ErrorDescription);
        Assert.Contains("Check ClientId and ClientSecret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true, "Check Aritma:TenantA:ClientId and Aritma:TenantA:ClientSecret, and that")]
    [InlineData("tenant-a", true, "Check Aritma:TenantA:ClientId and Aritma:TenantA:ClientSecret, and that")]
    [InlineData("tenant-a", false, "Check ClientId and ClientSecret of the PSD2 registration 'tenant-a', and that")]
    public async Task A_remedy_names_the_configuration_keys_or_the_registration(string? name, bool isConfigured, string remedy)
    {
        var endpoint = new TokenEndpointStub();
        endpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aritma:TenantA:Environment"] = "Production",
            ["Aritma:TenantA:ClientId"] = "erp",
            ["Aritma:TenantA:ClientSecret"] = "s3cret",
        }).Build().GetSection("Aritma:TenantA");
        var services = new ServiceCollection();
        services.AddLogging();
        var builder = (name, isConfigured) switch
        {
            (null, _) => services.AddPsd2(section),
            (_, true) => services.AddPsd2(name, section),
            _ => services.AddPsd2(name, options =>
            {
                options.Environment = Psd2Environment.Production;
                (options.ClientId, options.ClientSecret) = ("erp", "s3cret");
            }),
        };
        builder.ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => endpoint));
        await using var provider = services.BuildServiceProvider();
        var tokens = name is null
            ? provider.GetRequiredService<IPsd2TokenProvider>()
            : provider.GetRequiredKeyedService<IPsd2TokenProvider>(name);

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(async () => await tokens.GetTokenAsync(["a"]));

        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_caller_gets_an_exception_of_its_own()
    {
        await using var services = new TestServices();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;

        var calls = new[] { services.CallAsync(), services.CallAsync() };
        gate.SetResult(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
        var first = await Assert.ThrowsAsync<Psd2TokenException>(() => calls[0]);
        var second = await Assert.ThrowsAsync<Psd2TokenException>(() => calls[1]);

        Assert.Single(services.TokenEndpoint.Requests);
        Assert.NotSame(first, second);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal(first.Error, second.Error);
    }

    [Fact]
    public void Find_looks_through_what_Refit_wraps()
    {
        var failure = new Psd2TokenException("refused") { Error = "invalid_client" };

        Assert.Same(failure, Psd2TokenException.FindIn(failure));
        Assert.Same(
            failure, Psd2TokenException.FindIn(new InvalidOperationException("outer", new HttpRequestException("middle", failure))));
        Assert.Same(failure, Psd2TokenException.FindIn(new AggregateException(
            new IOException(), new InvalidOperationException("outer", new AggregateException(new IOException(), failure)))));
        Assert.Null(Psd2TokenException.FindIn(new InvalidOperationException("other")));
        Assert.Null(Psd2TokenException.FindIn(new AggregateException(new IOException(), new IOException())));
        Assert.Null(Psd2TokenException.FindIn(null));
    }

    /// <summary>A body of which no byte comes.</summary>
    private sealed class SilentStream(SemaphoreSlim hanging) : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            hanging.Release();
            return new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
    }
}
