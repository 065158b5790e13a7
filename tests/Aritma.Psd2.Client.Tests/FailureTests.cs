using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Aritma.Psd2.Client.Tests;

/// <summary>What a caller sees of a call that fails.</summary>
public sealed class FailureTests
{
    private const string Person = "Kari Nordmann, NO9386011117947";

    public static TheoryData<HttpStatusCode> Refusals =>
        [.. Enum.GetValues<HttpStatusCode>().Distinct().Where(status => (int)status >= 300)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Every_status_that_is_no_success_is_a_typed_failure(HttpStatusCode status)
    {
        await using var api = Api.Answering($$"""{"type":"urn:x","title":"No","status":{{(int)status}},"detail":"{{Person}}"}""", status);

        var failure = await FailureAsync(api);

        Assert.Equal(("IAccountsApi.GetBalancesAsync", status, "c-1"), (failure.Operation, failure.StatusCode, failure.ConsentId));
        Assert.Equal(("urn:x", "No", (int)status, Person), Tuple(failure.Problem!));
        Assert.Equal(status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500, failure.IsTransient);
        Assert.Equal(status == HttpStatusCode.Forbidden, failure.IsConsentProblem);
        Assert.StartsWith(
            $"IAccountsApi.GetBalancesAsync (GET /accounts/{{accountId}}/balances) was answered with {(int)status} ({status}).",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_the_api_adds_to_a_problem_are_kept()
    {
        await using var api = Api.Answering(
            """{"title":"No","code":"CONSENT_EXPIRED"}""", HttpStatusCode.Forbidden, "application/problem+json");

        var failure = await FailureAsync(api);

        Assert.Equal("CONSENT_EXPIRED", failure.Problem!.UnknownMembers!["code"].GetString());
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("\"gone\"", "application/json")]
    [InlineData("{\"title\":", "application/json")]
    [InlineData("{\"status\":{}}", "application/json")]
    [InlineData("<html><body>502</body></html>", "text/html")]
    public async Task A_body_that_is_no_problem_is_none(string body, string type)
    {
        await using var api = Api.Answering(body, HttpStatusCode.BadGateway, type);

        var failure = await FailureAsync(api);

        Assert.Equal((HttpStatusCode.BadGateway, null), (failure.StatusCode, failure.Problem));
    }

    [Fact]
    public async Task A_body_that_never_ends_is_not_read_to_its_end()
    {
        var read = 0L;
        await using var api = new Api((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway)
        {
            Content = new StreamContent(new Endless(bytes => Interlocked.Add(ref read, bytes))),
        }));

        var failure = await FailureAsync(api);

        Assert.Equal((HttpStatusCode.BadGateway, null), (failure.StatusCode, failure.Problem));
        Assert.InRange(read, 1, 256 * 1024);
    }

    [Fact]
    public async Task A_caller_can_give_up_while_a_body_is_read()
    {
        using var caller = new CancellationTokenSource();
        await using var api = new Api((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway)
        {
            Content = new StreamContent(new Stalling(caller.Cancel)),
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => api.Accounts.GetBalancesAsync("a-1", "c-1", cancellationToken: caller.Token));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "belong to one environment")]
    [InlineData(HttpStatusCode.Found, "Redirects aren't followed: check ApiBaseAddress.")]
    public async Task A_refusal_that_set_up_can_mend_says_what_to_check(HttpStatusCode status, string expected)
    {
        await using var api = Api.Answering("", status);

        Assert.Contains(expected, (await FailureAsync(api)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_is_told_whether_it_is_seconds_or_a_date()
    {
        var header = new Queue<RetryConditionHeaderValue>(
            [new(TimeSpan.FromSeconds(90)), new(TestTime.Start.AddMinutes(2)), new(TestTime.Start.AddMinutes(-2))]);
        await using var api = new Api((_, _) =>
        {
            var response = Api.Response("", HttpStatusCode.TooManyRequests);
            response.Headers.RetryAfter = header.Dequeue();
            return Task.FromResult(response);
        });

        var (seconds, date, past) = (await FailureAsync(api), await FailureAsync(api), await FailureAsync(api));

        Assert.Equal(
            (TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(2), TimeSpan.Zero), (seconds.RetryAfter, date.RetryAfter, past.RetryAfter));
        Assert.Contains("It may be repeated after 90 s.", seconds.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_403_for_want_of_scope_is_no_problem_of_the_consent()
    {
        await using var api = new Api((_, _) =>
        {
            var response = Api.Response("", HttpStatusCode.Forbidden);
            response.Headers.WwwAuthenticate.Add(new("Bearer", "error=\"insufficient_scope\", scope=\"banking.ais.read\""));
            return Task.FromResult(response);
        });

        Assert.False((await FailureAsync(api)).IsConsentProblem);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, true)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task A_consent_that_is_not_found_is_the_problem(HttpStatusCode status, bool expected)
    {
        await using var api = Api.Answering("", status);

        var failure = await Assert.ThrowsAsync<Psd2ApiException>(() => api.Consents.GetConsentAsync("c-9"));

        Assert.Equal((expected, "c-9"), (failure.IsConsentProblem, failure.ConsentId));
    }

    [Theory]
    [InlineData("<html></html>", "text/html", "$")]
    [InlineData("", "application/json", "$")]
    [InlineData("null", "application/json", "$")]
    [InlineData("""{"balances":[{"balanceAmount":{"amount":""}}]}""", "application/json", "$.balances[0].balanceAmount")]
    [InlineData("""{"balances":[{"referenceDate":"Kari Nordmann"}]}""", "application/json", "$.balances[0].referenceDate")]
    [InlineData("""{"balances":[null]}""", "application/json", "$")]
    [InlineData("""{"balances":{}}""", "application/json", "$.balances")]
    public async Task A_success_that_can_not_be_read_names_the_place(string body, string type, string path)
    {
        await using var api = Api.Answering(body, type: type);

        var failure = await FailureAsync(api);

        Assert.StartsWith(path, failure.JsonPath, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, false), (failure.StatusCode, failure.IsTransient));
        Assert.Equal(
            $"The answer to IAccountsApi.GetBalancesAsync (GET /accounts/{{accountId}}/balances) can't be read at {failure.JsonPath} "
            + $"(status 200, {type}).{(type == "text/html" ? " Perhaps a proxy answered, or ApiBaseAddress is wrong." : "")}",
            failure.Message);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_no_whole_answer()
    {
        await using var api = new Api((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new Cut()),
        }));

        var failure = await FailureAsync(api);

        Assert.Equal((null, null, true), (failure.StatusCode, failure.JsonPath, failure.IsTransient));
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Fact]
    public async Task No_answer_may_be_repeated()
    {
        await using var api = Api.Throwing(new HttpRequestException("Connection reset"));

        var failure = await FailureAsync(api);

        Assert.Equal(("IAccountsApi.GetBalancesAsync", null, true), (failure.Operation, failure.StatusCode, failure.IsTransient));
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    public async Task The_outcome_is_unknown_only_where_the_request_may_have_been_sent(HttpRequestError error, bool expected)
    {
        await using var api = Api.Throwing(new HttpRequestException(error));

        var failure = await FailureAsync(api);

        Assert.Equal((expected, true), (failure.IsOutcomeUnknown, failure.IsTransient));
        Assert.Contains(expected ? "got no whole answer" : "was not sent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handlers_mistake_arrives_bare()
    {
        var mistake = new KeyNotFoundException("of the application");
        await using var api = Api.Throwing(mistake);

        Assert.Same(mistake, await Record.ExceptionAsync(() => api.Accounts.GetBalancesAsync("a-1", "c-1")));
    }

    [Fact]
    public async Task The_time_out_of_a_resilience_handler_is_a_failure_of_the_call()
    {
        await using var api = Api.Throwing(new Polly.Timeout.TimeoutRejectedException("timed out"));

        var failure = await FailureAsync(api);

        Assert.Equal((true, true), (failure.IsOutcomeUnknown, failure.IsTransient));
    }

    /// <summary>A refusal tells all that matters in its status and its headers.</summary>
    [Fact]
    public async Task A_body_that_does_not_come_costs_five_seconds_and_no_status()
    {
        FakeTimeProvider? time = null;
        await using var api = new Api((_, _) =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
            {
                Content = new StreamContent(new Stalling(() => time!.Advance(TimeSpan.FromSeconds(5)))),
            };
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(60));
            return Task.FromResult(response);
        });
        time = api.Time;

        var failure = await FailureAsync(api);

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)), (failure.StatusCode, failure.RetryAfter));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "garbage")]
    public async Task A_handler_in_place_of_the_network_may_leave_out_the_request(HttpStatusCode status, string body)
    {
        await using var api = new Api(
            (_, _) => throw new NotSupportedException(),
            builder => builder.ConfigureClients(http => http.ConfigurePrimaryHttpMessageHandler(() => new Bare(status, body))));

        Assert.Equal("IAccountsApi.GetBalancesAsync", (await FailureAsync(api)).Operation);
    }

    [Fact]
    public async Task Time_out_is_no_cancellation_of_the_callers()
    {
        await using var api = Api.Throwing(new TaskCanceledException("timed out", new TimeoutException()));

        var failure = await FailureAsync(api);

        Assert.True(failure.IsTransient);
        Assert.Contains("got no whole answer in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_arrives_bare()
    {
        using var caller = new CancellationTokenSource();
        await using var api = new Api((_, cancellationToken) =>
        {
            caller.Cancel();
            return Task.FromCanceled<HttpResponseMessage>(cancellationToken);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => api.Accounts.GetBalancesAsync("a-1", "c-1", cancellationToken: caller.Token));
    }

    [Fact]
    public async Task A_token_that_is_refused_arrives_bare()
    {
        await using var api = new Api(
            (_, _) => throw new InvalidOperationException("The API was called."),
            builder => builder.ConfigureTokenClient(http => http.AddHttpMessageHandler(() => new Refusing())));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => api.Accounts.GetBalancesAsync("a-1", "c-1"));

        Assert.Equal("invalid_client", failure.Error);
        Assert.IsType<Psd2TokenException>(await Record.ExceptionAsync(() => api.Consents.CreateConsentAsync(new NewConsent())));
        Assert.IsType<Psd2TokenException>(await Record.ExceptionAsync(
            async () => await api.Accounts.GetAllTransactionsAsync("a-1", "c-1", TestTime.Start).FirstOrDefaultAsync()));
    }

    [Fact]
    public async Task A_token_that_is_refused_arrives_bare_out_of_a_handler_that_wraps_it()
    {
        var noToken = new Psd2TokenException("none");
        await using var api = Api.Throwing(new HttpRequestException("wrapped", noToken));

        Assert.Same(noToken, await Record.ExceptionAsync(() => api.Accounts.GetBalancesAsync("a-1", "c-1")));
    }

    /// <summary>Another origin is refused by the run time before anything is sent: a mistake, and no failure of the API.</summary>
    [Fact]
    public async Task A_call_that_must_not_be_sent_arrives_bare()
    {
        await using var api = new Api(
            (_, _) => throw new NotSupportedException(),
            builder => builder.ConfigureClients(http => http.AddHttpMessageHandler(() => new Diverting())));

        var refusal = await Record.ExceptionAsync(() => api.Accounts.GetBalancesAsync("a-1", "c-1"));

        Assert.IsType<InvalidOperationException>(refusal);
    }

    [Fact]
    public async Task Nothing_of_the_end_user_and_no_token_is_in_a_message()
    {
        var problem = $$"""{"title":"{{Person}}","detail":"{{Person}} {{Api.Token}}","instance":"/accounts/{{Person}}"}""";
        Func<Api>[] failing =
        [
            () => Api.Answering(problem, HttpStatusCode.Forbidden),
            () => Api.Answering($"<p>{Person} {Api.Token}</p>", HttpStatusCode.BadGateway, "text/html"),
            () => Api.Answering($$"""{"balances":[{"referenceDate":"{{Person}}","{{Person}}":1}]}"""),
            () => Api.Answering($$"""{"balances":"{{Person}}"}"""),
            () => Api.Answering($"{Person}"),
            () => Api.Answering($$"""{"balances":[],"{{Person}}": tru}"""),
            () => Api.Throwing(new IOException("lost")),
        ];

        foreach (var create in failing)
        {
            await using var api = create();
            var failure = await FailureAsync(api, "NO93-86011117947", "consent-of-kari");

            foreach (var secret in new[] { "Kari", "8601", "consent-of-kari", Api.Token })
            {
                Assert.DoesNotContain(secret, failure.ToString(), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static async Task<Psd2ApiException> FailureAsync(Api api, string accountId = "a-1", string consentId = "c-1") =>
        await Assert.ThrowsAsync<Psd2ApiException>(() => api.Accounts.GetBalancesAsync(accountId, consentId));

    private static (string?, string?, int?, string?) Tuple(Psd2Problem problem) =>
        (problem.Type, problem.Title, problem.Status, problem.Detail);

    private sealed class Refusing : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Api.Response("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized));
    }

    private sealed class Bare(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }

    private sealed class Diverting : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri("https://elsewhere.example/accounts");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Endless(Action<int> read) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read(buffer.Length);
            buffer.Span.Fill((byte)' ');
            return new(buffer.Length);
        }

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();
    }

    private sealed class Cut : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    private sealed class Stalling(Action begun) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            begun();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
