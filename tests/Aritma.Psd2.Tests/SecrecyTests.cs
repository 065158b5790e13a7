using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class SecrecyTests
{
    private static readonly Dictionary<string, Func<object, string>> Writers = new()
    {
        ["System.Text.Json"] = value => JsonSerializer.Serialize(value),
        ["Newtonsoft.Json"] = Newtonsoft.Json.JsonConvert.SerializeObject,
        ["Serilog"] = Destructured,
    };

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
    [InlineData("client_secret=s3cret%26%3D%2B%2F%20%25%40value&scope")]
    [InlineData("client_secret=s3cret%26%3d%2b%2f+%25%40value&scope")]
    [InlineData("Basic ZXJwJTIwY2xpZW50OnMzY3JldCUyNiUzRCUyQiUyRiUyMCUyNSU0MHZhbHVl!")]
    public async Task An_echo_of_the_request_is_not_shown(string echo)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            $$"""{"error":"invalid_request","error_description":"{{echo}}"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal("(not shown, as it quotes the client secret)", failure.ErrorDescription);
    }

    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("Newtonsoft.Json")]
    [InlineData("Serilog")]
    public void What_writes_all_properties_of_an_object_shows_neither_secret_nor_token(string writer)
    {
        var write = Writers[writer];
        var options = write(new Psd2Options { ClientId = "erp", ClientSecret = "s3cret-value" });
        var credentials = write(new Psd2ClientCredentials("erp", "s3cret-value"));
        var token = write(new Psd2AccessToken("t0ken-value", ["scope-a"], DateTimeOffset.UnixEpoch));

        Assert.All([options, credentials], written => Assert.Contains("erp", written, StringComparison.Ordinal));
        Assert.Contains("scope-a", token, StringComparison.Ordinal);
        foreach (var written in new[] { options, credentials, token })
        {
            Assert.DoesNotContain("s3cret", written, StringComparison.Ordinal);
            Assert.DoesNotContain("t0ken", written, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("Newtonsoft.Json")]
    [InlineData("Serilog")]
    public async Task A_listing_of_the_registrations_can_be_written_and_shows_neither_secret_nor_token(string writer)
    {
        await using var services = new TestServices(configure: builder => builder.AddGeneratedClient(MethodScopes.Table));
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1
            ? TokenEndpointStub.Token("t0ken-value")
            : TokenEndpointStub.Json(
                $$"""{"error":"invalid_client","error_description":"{{TestServices.Secret}} is wrong"}""", HttpStatusCode.BadRequest));
        await services.CallAsync();
        await Assert.ThrowsAsync<Psd2TokenException>(async () => await services.Tokens.GetTokenAsync(["read"]));

        var written = Writers[writer](services.Provider.GetRequiredService<IPsd2Registrations>().GetAll());

        Assert.Contains("https://id.dev.aritma.io/connect/token", written, StringComparison.Ordinal);
        Assert.Contains(MethodScopes.HttpClientName, written, StringComparison.Ordinal);
        Assert.Contains("invalid_client (400)", written, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", written, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_describes_itself_without_its_value()
    {
        var token = new Psd2AccessToken("t0ken-value", ["a", "b"], new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal("Bearer token for 'a b', expires 2026-03-02 09:00:00Z", token.ToString());
        Assert.Equal(
            "{ToString(),nq}", typeof(Psd2AccessToken).GetCustomAttributes(false).OfType<DebuggerDisplayAttribute>().Single().Value);
    }

    /// <summary>What Serilog makes of <c>{@Value}</c>.</summary>
    private static string Destructured(object value)
    {
        var sink = new Sink();
        using var logger = new Serilog.LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        logger.Information("{@Value}", value);
        return sink.Text;
    }

    private sealed class Sink : Serilog.Core.ILogEventSink
    {
        public string Text { get; private set; } = "";

        public void Emit(Serilog.Events.LogEvent logEvent) =>
            Text = logEvent.Properties["Value"].ToString(null, CultureInfo.InvariantCulture);
    }
}
