using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class TokenHandlerTests
{
    [Fact]
    public async Task Sends_the_token_as_Bearer()
    {
        await using var services = new TestServices();

        await services.CallAsync("/accounts?withBalance=true");

        var request = Assert.Single(services.Api.Requests);
        Assert.Equal("Bearer token-1", request.Authorization);
        Assert.Equal("https://banking.dev.aritma.io/api/accounts?withBalance=true", request.Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("accounts", "https://banking.dev.aritma.io/api/accounts")]
    [InlineData("accounts?withBalance=true", "https://banking.dev.aritma.io/api/accounts?withBalance=true")]
    public async Task A_client_without_Refit_calls_below_the_base_address(string relative, string address)
    {
        await using var services = new TestServices();

        await services.Client().GetAsync(new Uri(relative, UriKind.Relative));

        Assert.Equal(address, Assert.Single(services.Api.Requests).Address.AbsoluteUri);
    }

    [Fact]
    public async Task Leaves_an_Authorization_of_the_caller_alone_and_asks_for_no_token()
    {
        await using var services = new TestServices();
        string[] own = ["Bearer own-token", "Basic dXNlcjpwdw==", "Negotiate", "not;a valid (header)"];

        foreach (var authorization in own)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            await services.Client().SendAsync(request);
            Assert.Equal(authorization, request.Headers.NonValidated["Authorization"].ToString());
        }

        Assert.Equal(own, services.Api.Requests.Select(request => request.Authorization));
        Assert.Empty(services.TokenEndpoint.Requests);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("Bearer ")]
    public async Task Fills_in_Refits_placeholder(string placeholder)
    {
        await using var services = new TestServices();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        request.Headers.TryAddWithoutValidation("Authorization", placeholder);

        await services.Client().SendAsync(request);

        Assert.Equal("Bearer token-1", Assert.Single(services.Api.Requests).Authorization);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Takes_an_empty_Authorization_for_none(string empty)
    {
        await using var services = new TestServices();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        request.Headers.TryAddWithoutValidation("Authorization", empty);

        await services.Client().SendAsync(request);

        Assert.Equal("Bearer token-1", Assert.Single(services.Api.Requests).Authorization);
    }

    [Theory]
    [InlineData("https://evil.example/api/accounts", "https://evil.example")]
    [InlineData("http://banking.dev.aritma.io/api/accounts", "http://banking.dev.aritma.io")]
    [InlineData("https://banking.dev.aritma.io:8443/api/accounts?secret=x", "https://banking.dev.aritma.io:8443 ")]
    public async Task Sends_nothing_to_another_origin(string address, string named)
    {
        await using var services = new TestServices();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => services.Client().GetAsync(new Uri(address)));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AdditionalOrigins", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(services.Api.Requests);
        Assert.Empty(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task Sends_nothing_to_another_origin_with_an_Authorization_of_the_caller_either()
    {
        await using var services = new TestServices();
        var client = services.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "own");

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri("https://evil.example/")));

        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task Sends_nothing_to_a_base_address_of_the_users_own()
    {
        await using var services = new TestServices(configure: builder =>
            builder.ConfigureClients(client => client.ConfigureHttpClient(http => http.BaseAddress = new Uri("https://evil.example/api"))));

        await Assert.ThrowsAsync<InvalidOperationException>(() => services.Client().GetAsync(new Uri("/accounts", UriKind.Relative)));

        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task Sends_to_additional_origins()
    {
        await using var services = new TestServices(options => options.AdditionalOrigins.Add(new Uri("https://files.example")));

        await services.Client().GetAsync(new Uri("https://files.example/statement.pdf"));

        Assert.Equal("Bearer token-1", Assert.Single(services.Api.Requests).Authorization);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Takes_the_token_off_the_request_after_the_call(bool asynchronously)
    {
        await using var services = new TestServices();
        services.Api.Answer = async request =>
        {
            if (asynchronously)
            {
                await Task.Yield();
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        };
        await services.CallAsync();

        var response = await services.CallAsync();

        Assert.Equal(2, services.Api.Requests.Count(request => request.Authorization == "Bearer token-1"));
        Assert.Null(response.RequestMessage!.Headers.Authorization);
        Assert.DoesNotContain("token-1", response.RequestMessage.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Takes_the_token_off_when_the_call_fails(bool asynchronously)
    {
        await using var services = new TestServices();
        services.Api.Answer = async _ =>
        {
            if (asynchronously)
            {
                await Task.Yield();
            }

            throw new HttpRequestException("connection lost");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");

        await Assert.ThrowsAsync<HttpRequestException>(() => services.Client().SendAsync(request));

        Assert.Single(services.Api.Requests);
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task Takes_the_token_off_when_the_inner_handler_throws_at_once()
    {
        await using var services = new TestServices();
        services.Api.Answer = _ => throw new HttpRequestException("refused at once");
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        await services.Tokens.GetTokenAsync([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]);

        await Assert.ThrowsAsync<HttpRequestException>(() => services.Client().SendAsync(request));

        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task Takes_off_what_the_primary_handler_put_in_its_place()
    {
        await using var services = new TestServices();
        services.Api.Answer = request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "credentials-of-the-handler");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request });
        };

        var response = await services.CallAsync();

        Assert.Null(response.RequestMessage!.Headers.Authorization);
    }

    [Fact]
    public async Task An_attempt_that_was_given_up_leaves_the_next_its_token()
    {
        var isFirstSent = new TaskCompletionSource();
        await using var services = new TestServices(configure: builder =>
            builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new Impatient(isFirstSent.Task))));
        var firstAttempt = new TaskCompletionSource<HttpResponseMessage>();
        var (sent, seen) = (0, (string?)null);
        services.Api.Answer = async request =>
        {
            if (Interlocked.Increment(ref sent) == 1)
            {
                isFirstSent.SetResult();
                return await firstAttempt.Task;
            }

            firstAttempt.SetResult(new HttpResponseMessage(HttpStatusCode.OK));
            seen = request.Headers.Authorization?.ToString();
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        };

        var response = await services.CallAsync();

        Assert.Equal("Bearer token-1", seen);
        Assert.Null(response.RequestMessage!.Headers.Authorization);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_answers_with_null_fails_its_call_and_nothing_else(bool atOnce)
    {
        await using var services = new TestServices();
        services.Api.Answer = async _ =>
        {
            await (atOnce ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(1), services.Time));
            return null!;
        };

        await Assert.ThrowsAnyAsync<Exception>(() => services.CallAsync());
    }

    [Fact]
    public async Task An_outer_retry_gets_the_token_of_its_own_time()
    {
        await using var services = new TestServices(configure: builder =>
            builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new RetryOnce())));
        services.Api.Answer = _ =>
        {
            services.Time.Advance(TimeSpan.FromHours(2));
            throw new HttpRequestException("connection lost");
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => services.CallAsync());

        Assert.Equal(["Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Handlers_of_the_user_see_no_token()
    {
        var seen = new List<string?>();
        await using var services = new TestServices(configure: builder =>
            builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new Spy(seen))));

        await services.CallAsync();

        Assert.Equal([null, null], seen);
        Assert.Equal("Bearer token-1", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task A_synchronous_call_is_refused_rather_than_sent_without_a_token()
    {
        await using var services = new TestServices();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");

        Assert.Throws<NotSupportedException>(() => services.Client().Send(request));
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public void Redirects_are_followed_by_neither_client()
    {
        var handlers = DefaultHandlers();

        Assert.Equal([false, false], handlers.Select(handler => handler.AllowAutoRedirect));
    }

    [Theory]
    [InlineData("http://localhost:8080/connect/token", true)]
    [InlineData("http://127.0.0.1:9/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("https://id.aritma.io/connect/token", false)]
    [InlineData("http://127.0.0.1.example/", false)]
    public void No_proxy_is_asked_for_loopback_addresses_and_the_usual_one_for_others(string address, bool isLoopback)
    {
        var (destination, usual) = (new Uri(address), HttpClient.DefaultProxy);

        Assert.All(DefaultHandlers(), handler =>
        {
            Assert.Equal(isLoopback || usual.IsBypassed(destination), handler.Proxy!.IsBypassed(destination));
            Assert.Equal(isLoopback ? null : usual.GetProxy(destination), handler.Proxy.GetProxy(destination));
        });
    }

    public static TheoryData<HttpMessageHandler> HandlersThatFollowRedirects() =>
    [
        new SocketsHttpHandler(),
        new HttpClientHandler(),
        new RetryOnce { InnerHandler = new SocketsHttpHandler() },
    ];

    [Theory]
    [MemberData(nameof(HandlersThatFollowRedirects), DisableDiscoveryEnumeration = true)]
    public async Task A_primary_handler_that_is_shared_and_follows_redirects_is_refused_and_left_as_it_is(HttpMessageHandler shared)
    {
        await using var services = new TestServices(configure: builder => builder
            .ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(() => shared))
            .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => shared)));

        var refusal = Assert.Throws<InvalidOperationException>(() => services.Client());
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(async () => await services.Tokens.GetTokenAsync(["a"]));

        var primary = shared is DelegatingHandler { InnerHandler: { } inner } ? inner : shared;
        Assert.Contains($"the HTTP client 'accounts', a {primary.GetType().Name}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set its AllowAutoRedirect to false", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Contains("'Aritma.Psd2.TokenEndpoint'", failure.InnerException.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        Assert.True(primary is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true });
    }

    [Fact]
    public async Task A_primary_handler_that_the_application_makes_for_each_client_follows_no_redirects_and_keeps_its_proxy()
    {
        var own = new WebProxy("http://proxy.example");
        await using var services = new TestServices(configure: builder => builder
            .ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { Proxy = own }))
            .ConfigureTokenClient(client => client.UseSocketsHttpHandler((handler, _) => handler.MaxConnectionsPerServer = 3)));

        var api = Primary(services.Provider, TestServices.ClientName);
        var token = Primary(services.Provider, "Aritma.Psd2.TokenEndpoint");

        Assert.Equal((false, own), (api.AllowAutoRedirect, api.Proxy));
        Assert.Equal((false, 3), (token.AllowAutoRedirect, token.MaxConnectionsPerServer));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("banking.dev.aritma.io:8443")]
    [InlineData("banking.dev.aritma.io@evil.example")]
    [InlineData("banking.dev.aritma.io, evil.example")]
    [InlineData("id.dev.aritma.io")]
    [InlineData("")]
    public async Task Sends_nothing_with_a_Host_header_that_names_another_host(string host)
    {
        await using var services = new TestServices();
        foreach (var own in new[] { null, new AuthenticationHeaderValue("Bearer", "own") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
            request.Headers.TryAddWithoutValidation("Host", host);
            request.Headers.Authorization = own;

            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => services.Client().SendAsync(request));

            Assert.Contains("Host header", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Empty(services.Api.Requests);
        Assert.Empty(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task Sends_nothing_with_a_second_Host_header_that_names_another_host()
    {
        await using var services = new TestServices();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        request.Headers.TryAddWithoutValidation("Host", ["banking.dev.aritma.io", "evil.example"]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => services.Client().SendAsync(request));

        Assert.Empty(services.Api.Requests);
    }

    [Theory]
    [InlineData("banking.dev.aritma.io")]
    [InlineData("Banking.dev.Aritma.io:443")]
    public async Task Sends_with_a_Host_header_that_names_the_host_of_the_address(string host)
    {
        await using var services = new TestServices();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        request.Headers.Host = host;

        await services.Client().SendAsync(request);

        Assert.Single(services.Api.Requests);
    }

    [Fact]
    public async Task Sends_an_anonymous_call_with_any_Host_header()
    {
        await using var services = new MethodServices();
        using var request = MethodServices.Request("Open");
        request.Headers.Host = "other.example";

        await services.Client().SendAsync(request);

        Assert.Null(Assert.Single(services.Api.Requests).Authorization);
    }

    /// <summary>The primary handlers of an API client and of a token client, where the application has none of its own.</summary>
    private static List<SocketsHttpHandler> DefaultHandlers()
    {
        var services = new ServiceCollection();
        services.AddPsd2(options =>
        {
            options.Environment = Psd2Environment.Development;
            (options.ClientId, options.ClientSecret) = ("erp", TestServices.Secret);
        }).AddClient(services.AddHttpClient("plain"), "a");
        using var provider = services.BuildServiceProvider();
        return [Primary(provider, "plain"), Primary(provider, "Aritma.Psd2.TokenEndpoint")];
    }

    private static SocketsHttpHandler Primary(IServiceProvider services, string client)
    {
        var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return Assert.IsType<SocketsHttpHandler>(handler);
    }

    private sealed class RetryOnce : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }

    /// <summary>Gives up each first attempt at once, without waiting for it to end, and sends the same request again.</summary>
    private sealed class Impatient(Task isFirstSent) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _ = base.SendAsync(request, cancellationToken);
            await isFirstSent;
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Spy(List<string?> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.Authorization?.ToString());
            var response = await base.SendAsync(request, cancellationToken);
            seen.Add(request.Headers.Authorization?.ToString());
            return response;
        }
    }
}
