using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class SecrecyTests
{
    [Theory]
    [InlineData(Psd2ClientAuthentication.FormBody)]
    [InlineData(Psd2ClientAuthentication.BasicHeader)]
    public async Task Neither_secret_nor_token_is_in_a_log_at_any_level(Psd2ClientAuthentication authentication)
    {
        // The user's choice of what to redact leaves out Authorization.
        await using var services = new TestServices(
            options => options.ClientAuthentication = authentication,
            builder => builder
                .ConfigureClients(client => client.RedactLoggedHeaders(["X-Own"]))
                .ConfigureTokenClient(client => client.RedactLoggedHeaders(["X-Own"])));
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Json($$"""{"error":"invalid_client","error_description":"{{TestServices.Secret}} is wrong"}""", HttpStatusCode.BadRequest)
            : TokenEndpointStub.Token("t0ken-value"));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        await services.CallAsync();

        var everything = string.Join('\n', services.Logs.Messages) + failure;
        Assert.Contains("Fetched a token for 'banking.channel.psd2 banking.ais.read'", everything, StringComparison.Ordinal);
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

    [Fact]
    public void A_token_describes_itself_without_its_value()
    {
        var token = new Psd2AccessToken("t0ken-value", ["a", "b"], new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal("Bearer token for 'a b', expires 2026-03-02 09:00:00Z", token.ToString());
        Assert.Equal("{ToString(),nq}", typeof(Psd2AccessToken).GetCustomAttributes(false).OfType<DebuggerDisplayAttribute>().Single().Value);
    }
}
