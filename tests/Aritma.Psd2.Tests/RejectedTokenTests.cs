using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tests;

/// <summary>What is known of an API that rejects tokens as soon as they are issued, whichever way a call goes.</summary>
public class RejectedTokenTests
{
    [Theory]
    [InlineData("a fresh token each time")]
    [InlineData("the same token again")]
    public async Task It_is_told_and_logged_whatever_the_endpoint_issues(string endpoint)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            TokenEndpointStub.Token(endpoint.StartsWith("the same", StringComparison.Ordinal) ? "same" : $"token-{number}"));
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));

        await services.CallAsync();
        await services.CallAsync();

        AssertIsRejected(services);
    }

    [Fact]
    public async Task It_is_told_where_no_body_can_be_sent_again()
    {
        await using var services = new TestServices();
        services.Api.Answer = async request =>
        {
            await request.Content!.CopyToAsync(Stream.Null);
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        };

        for (var call = 0; call < 3; call++)
        {
            using var body = new ByteArrayContent(new byte[1024 * 1024 + 1]);
            using var answer = await services.Client().PostAsync(new Uri("accounts", UriKind.Relative), body);
            await services.IsIdleAsync();
        }

        AssertIsRejected(services);
    }

    [Fact]
    public async Task It_is_told_by_those_who_renew_tokens_themselves()
    {
        await using var services = new TestServices();
        var token = await services.Tokens.GetTokenAsync([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]);

        var renewed = await services.Tokens.RenewTokenAsync(token);
        var none = await services.Tokens.RenewTokenAsync(renewed!);

        Assert.Null(none);
        AssertIsRejected(services);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Any_answer_that_had_to_read_the_token_ends_it(HttpStatusCode accepted)
    {
        await using var services = new TestServices();
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(
            services.Api.Requests.Count <= 2 ? HttpStatusCode.Unauthorized : accepted));

        await services.CallAsync();
        AssertIsRejected(services);
        await services.CallAsync();

        Assert.Equal(Psd2TokenState.Valid, services.Source.Status.State);
    }

    private static void AssertIsRejected(TestServices services)
    {
        Assert.Equal(Psd2TokenState.Rejected, services.Source.Status.State);
        Assert.Single(services.Logs.GetSnapshot(), record => record is { Id.Id: 5, Level: LogLevel.Warning });
    }
}
