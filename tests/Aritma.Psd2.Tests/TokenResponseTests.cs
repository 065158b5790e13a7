using System.Net;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tests;

public class TokenResponseTests
{
    [Theory]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"banking.ais.read"}""")]
    [InlineData("""{"access_token":"t","token_type":"bearer","expires_in":3600}""")]
    [InlineData("""{"access_token":"t","token_type":"BEARER","expires_in":3600,"scope":null}""")]
    [InlineData("""{"access_token":"t","token_type":"Bearer"}""")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":null}""")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":3600,"refresh_token":"r","extra":{"a":[1,2]}}""")]
    [InlineData("\uFEFF{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}")]
    [InlineData("""{"access_token":"a.b-c_d~e+f/g==","token_type":"Bearer","expires_in":1}""")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":9000000000000000000}""")]
    public async Task Is_a_token_where_RFC_6749_allows_it(string body)
    {
        await using var services = new TestServices(scopes: Psd2Scope.AisRead);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(body));

        await services.CallAsync();

        Assert.StartsWith("Bearer ", Assert.Single(services.Api.Requests).Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"token_type":"Bearer","expires_in":3600}""", "has no access_token")]
    [InlineData("""{"access_token":"","token_type":"Bearer","expires_in":3600}""", "has no access_token")]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1","token_type":"Bearer","expires_in":3600}""", "characters that RFC 6750 §2.1 doesn't allow")]
    [InlineData("""{"access_token":"a b","token_type":"Bearer","expires_in":3600}""", "characters that RFC 6750 §2.1 doesn't allow")]
    [InlineData("""{"access_token":"==","token_type":"Bearer","expires_in":3600}""", "characters that RFC 6750 §2.1 doesn't allow")]
    [InlineData("""{"access_token":"å","token_type":"Bearer","expires_in":3600}""", "characters that RFC 6750 §2.1 doesn't allow")]
    [InlineData("""{"access_token":"t","expires_in":3600}""", "has no token_type")]
    [InlineData("""{"access_token":"t","token_type":"mac","expires_in":3600}""", "has a token_type other than Bearer")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":"3600"}""", "expires_in that is not a positive whole number")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":-1}""", "expires_in that is not a positive whole number")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":0}""", "expires_in that is not a positive whole number")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":1.5}""", "expires_in that is not a positive whole number")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":""}""", "doesn't grant the scopes 'banking.ais.read'")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"banking.channel.psd2"}""", "doesn't grant the scopes 'banking.ais.read'")]
    [InlineData("""{"access_token":"t","access_token":"u","token_type":"Bearer"}""", "is no token response")]
    [InlineData("""{"access_token":"t","access\u005ftoken":"u","token_type":"Bearer"}""", "is no token response")]
    [InlineData("""{"access_token":"\ud800","token_type":"Bearer"}""", "is no token response")]
    [InlineData("""{"access_token":"t","token_type":"Bearer","\ud800":1}""", "is no token response")]
    [InlineData("""{"access_token":"t","token_type":"Bearer"}{}""", "is no token response")]
    [InlineData("""{"access_token":42,"token_type":"Bearer"}""", "is no token response")]
    [InlineData("""["t"]""", "is no token response")]
    [InlineData("null", "is no token response")]
    [InlineData("", "is no token response")]
    public async Task Is_one_typed_error_otherwise(string body, string expected)
    {
        await using var services = new TestServices(scopes: Psd2Scope.AisRead);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(body));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.Equal("id.dev.aritma.io", failure.EndpointHost);
        Assert.Equal([Psd2Scope.AisRead], failure.Scopes);
        Assert.False(failure.IsTransient);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_no_token_response()
    {
        await using var services = new TestServices(scopes: Psd2Scope.AisRead);
        var body = """{"access_token":"t!","token_type":"Bearer"}"""u8.ToArray();
        body[Array.IndexOf(body, (byte)'!')] = 0xFF;
        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Contains("is no token response", failure.Message, StringComparison.Ordinal);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task Html_with_200_is_told_from_json()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Body("<html>Sign in to the guest network, token=abc</html>", "text/html"));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Contains("not with JSON", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task A_body_of_a_megabyte_is_not_read()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(new string(' ', 1 << 20)));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Contains("more than 65536 bytes", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task Scopes_that_were_not_asked_for_are_logged()
    {
        await using var services = new TestServices(scopes: Psd2Scope.AisRead);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            """{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"banking.ais.read banking.pis.write"}"""));

        await services.CallAsync();

        await services.Logs.LoggedAsync("banking.pis.write");
        Assert.Contains(services.Logs.GetSnapshot(), record =>
            record.Level == LogLevel.Warning && record.Message.Contains("'banking.pis.write'", StringComparison.Ordinal));
    }
}
