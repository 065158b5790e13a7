using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class SecrecyTests
{
    [Theory]
    [InlineData(Psd2ClientAuthentication.ClientSecretPost)]
    [InlineData(Psd2ClientAuthentication.ClientSecretBasic)]
    public async Task Neither_secret_nor_token_is_in_a_log_at_any_level(Psd2ClientAuthentication authentication)
    {
        // The user's choice of what to redact leaves out Authorization.
        await using var services = new TestServices(
            options => options.ClientAuthentication = authentication,
            builder => builder
                .ConfigureClients(client => client.RedactLoggedHeaders(["X-Own"]))
                .ConfigureTokenClient(client => client.RedactLoggedHeaders(["X-Own"])));
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Json(
                $$"""{"error":"invalid_client","error_description":"{{TestServices.Secret}} is wrong"}""", HttpStatusCode.BadRequest)
            : TokenEndpointStub.Token("t0ken-value"));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        services.Time.Advance(TimeSpan.FromSeconds(5));
        await services.CallAsync();

        await services.Logs.LoggedAsync("Got a token for");
        var everything = string.Join('\n', services.Logs.Texts()) + failure;
        Assert.Contains("Got a token for 'banking.channel.psd2 banking.ais.read'", everything, StringComparison.Ordinal);
        Assert.Contains("Authorization: *", everything, StringComparison.Ordinal);
        foreach (var secret in new[]
        {
            TestServices.Secret,
            Uri.EscapeDataString(TestServices.Secret),
            Convert.ToBase64String("erp%20client:"u8)[..12],
            "t0ken-value",
        })
        {
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("client_secret=s3cret%26%3D%2B%2F%20%25%40value&scope", "client_secret=***&scope")]
    [InlineData("client_secret=s3cret%26%3d%2b%2f+%25%40value&scope", "client_secret=***&scope")]
    [InlineData("Basic ZXJwJTIwY2xpZW50OnMzY3JldCUyNiUzRCUyQiUyRiUyMCUyNSU0MHZhbHVl!", "Basic ***!")]
    public async Task An_echo_of_the_request_shows_no_form_of_the_secret(string echo, string shown)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            $$"""{"error":"invalid_request","error_description":"{{echo}}"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(shown, failure.ErrorDescription);
    }

    [Fact]
    public void Serialized_objects_hold_neither_secret_nor_token()
    {
        var options = JsonSerializer.Serialize(new Psd2Options { ClientId = "erp", ClientSecret = "s3cret-value" });
        var token = JsonSerializer.Serialize(new Psd2AccessToken("t0ken-value", ["a"], DateTimeOffset.UnixEpoch));

        Assert.Contains("erp", options, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-value", options, StringComparison.Ordinal);
        Assert.Contains("1970", token, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken-value", token, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_describes_itself_without_its_value()
    {
        var token = new Psd2AccessToken("t0ken-value", ["a", "b"], new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal("Bearer token for 'a b', expires 2026-03-02 09:00:00Z", token.ToString());
        Assert.Equal(
            "{ToString(),nq}", typeof(Psd2AccessToken).GetCustomAttributes(false).OfType<DebuggerDisplayAttribute>().Single().Value);
    }
}
