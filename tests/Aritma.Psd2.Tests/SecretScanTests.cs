using System.Net;
using System.Text.Json;
using Aritma.Psd2.Sandbox;
using Aritma.Psd2.Testing;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Aritma.Psd2.Tests;

/// <summary>
/// The life of an application, good and bad days, over real connections: whatever it can log, trace, measure, print, unfold in a debugger
/// or serialize shows neither a client secret nor a token.
/// </summary>
public class SecretScanTests
{
    private const string ClientId = "erp client";
    private const string FirstSecret = "f1rst&=+/ %@secret";
    private const string SecondSecret = "sec0nd&=+/ %@secret";
    private const string VaultSecret = "v4ult&=+/ %@secret";

    [Theory]
    [InlineData(Psd2ClientAuthentication.ClientSecretPost)]
    [InlineData(Psd2ClientAuthentication.ClientSecretBasic)]
    public async Task Nothing_shows_a_secret_or_a_token(Psd2ClientAuthentication authentication)
    {
        using var scan = new SecretScan();
        scan.Hide(FirstSecret, ClientId);
        scan.Hide(SecondSecret, ClientId);
        using var spans = new RecordedSpans("Aritma.Psd2", "System.Net.Http", "Experimental.System.Net.Http.Connections");
        var issued = 0;
        using var endpoint = Stub.Start();
        using var api = Stub.Start();
        Answer(api, Response.Create().WithSuccess());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Psd2:TokenEndpoint"] = endpoint.Url,
            ["Psd2:ApiBaseAddress"] = api.Url,
            ["Psd2:ClientId"] = ClientId,
            ["Psd2:ClientSecret"] = FirstSecret,
            ["Psd2:ClientAuthentication"] = authentication.ToString(),
        }).Build();
        await using var services = new TestServices(configure: builder =>
        {
            builder.Services.AddLogging(logging => logging.AddProvider(scan));
            builder.Services.AddPsd2(configuration.GetSection("Psd2"))
                .ConfigureTokenClient(UseSockets).ConfigureClients(UseSockets).AddTokenWarmup();
            scan.AddObject(builder);
        });
        using var meter = new RecordedMeter(services.Provider);
        services.Provider.GetRequiredService<IStartupValidator>().Validate();

        // A warm-up that fails, with the whole request echoed.
        Answer(endpoint, Json(400, Refusal));
        await services.Provider.GetServices<IHostedService>().Single().StartAsync(CancellationToken.None);

        // A first token, a refresh ahead, a rejected token, a scope that is missing, a server error.
        services.Time.Advance(TimeSpan.FromMinutes(10));
        Answer(endpoint, Stub.Token(_ => NextToken()));
        await CallAsync();
        services.Time.Advance(TimeSpan.FromMinutes(52));
        await CallAsync();
        await meter.Measurements.FirstAsync(measurement => measurement.Tags.Contains(new("aritma.psd2.token.reason", "expiring")));
        IResponseBuilder[] failures = [Challenge("invalid_token"), Challenge("insufficient_scope"), Response.Create().WithStatusCode(500)];
        foreach (var failure in failures)
        {
            Answer(api, failure);
            await CallAsync();
            services.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await CallAsync(new Uri("https://elsewhere.example/"));

        // Changed options: a new secret, no secret, another environment.
        ChangeOptions("ClientSecret", SecondSecret);
        ChangeOptions("ClientSecret", SecondSecret + "\u0001");
        ChangeOptions("ClientSecret", SecondSecret);
        ChangeOptions("Environment", "Production");
        ChangeOptions("Environment", "Development");

        // All that can go wrong at the token endpoint. It is the sandbox that drops connections: WireMock can't.
        await using (var sandbox = await Psd2Sandbox.StartAsync())
        {
            sandbox.TokenEndpointFaults.Add(new SandboxFault { Drop = true }, int.MaxValue);
            ChangeOptions("TokenEndpoint", sandbox.TokenEndpoint.AbsoluteUri);
            await CallAsync();
            Assert.NotEmpty(sandbox.TokenRequests);
            ChangeOptions("TokenEndpoint", endpoint.Url);
        }

        var everything = $"{Psd2Scope.AisRead} {Psd2Scope.ChannelPsd2} {SecondSecret}";
        IResponseBuilder[] answers =
        [
            Json(400, Refusal),
            Html(503, _ => $"<h1>{SecondSecret}</h1>"),
            Html(307, _ => ""),
            Html(200, _ => $"<h1>{NextToken()}</h1>"),
            Json(200, _ => $$"""{"access_token":"{{NextToken()}}"""),
            Json(200, _ => $$"""{"access_token":"{{NextToken()}}","token_type":"mac"}"""),
            Json(200, _ => $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","expires_in":-1}"""),
            Json(200, _ => $$"""{"access_token":"{{NextToken()}}\r\n","token_type":"Bearer"}"""),
            Json(200, _ => $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","scope":"{{Psd2Scope.AisRead}}"}"""),
            Json(200, _ => $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","scope":"{{everything}}"}"""),
            Html(200, _ => new string('x', 70_000)),
        ];
        foreach (var answer in answers)
        {
            services.Time.Advance(TimeSpan.FromHours(2));
            Answer(endpoint, answer);
            await CallAsync();
        }

        services.Time.Advance(TimeSpan.FromHours(2));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var silence = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer(endpoint, Response.Create().WithBody(_ =>
        {
            asked.TrySetResult();
            return silence.Task;
        }));
        var silent = CallAsync();
        await asked.Task;
        services.Time.Advance(TimeSpan.FromSeconds(10));
        await silent;
        silence.SetResult("");

        meter.Observe();
        foreach (var root in new object[]
        {
            services.Provider.GetRequiredKeyedService<TokenSources>(""),
            services.Provider.GetRequiredService<IOptionsMonitor<Psd2Options>>().CurrentValue,
            services.Provider.GetRequiredService<IPsd2Registrations>().GetAll(),
            new Psd2ClientCredentials(ClientId, FirstSecret),
        })
        {
            scan.AddObject(root);
        }

        AddMeasurements(scan, meter, spans);
        Assert.True(issued > 8);
        AssertShown(
            scan, "log", "Got a token for", "No new token (", "have changed; tokens are kept", "can't be used", "is read once",
            "Warm-up got no token", "Authorization: *");
        AssertShown(
            scan, "exception", "invalid_client", "not shown, as it quotes the client secret", "it answered 503", "redirects",
            "not with JSON", "a token_type other than Bearer", "within 10 s", "more than 65536 bytes", "elsewhere.example");
        AssertShown(scan, "span", "error.type=invalid_client", "url.full=");
        AssertShown(scan, "metric", "error.type=timeout", "aritma.psd2.token.reason=rejected");
        Assert.Contains(nameof(Psd2AccessToken), scan.Shown.Select(shown => shown.Key));
        Assert.Contains(nameof(Psd2TokenStatus), scan.Shown.Select(shown => shown.Key));
        scan.AssertHidden();

        string NextToken()
        {
            var token = $"t0ken-{Guid.NewGuid():N}";
            scan.Hide(token);
            issued++;
            return token;
        }

        // The whole request echoed, and the secret.
        string Refusal(IRequestMessage request) => JsonSerializer.Serialize(new
        {
            error = "invalid_client",
            error_description = $"{request.Authorization()} {request.Body} {configuration["Psd2:ClientSecret"]}",
        });

        async Task CallAsync(Uri? address = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address ?? new Uri("accounts", UriKind.Relative));
            try
            {
                using var response = await services.Client().SendAsync(request);
                scan.Add("response", $"{response} {response.RequestMessage}");
            }
            catch (Exception failure) when (failure is Psd2TokenException or InvalidOperationException)
            {
                scan.AddObject(failure);
            }

            scan.Add("request", request);
            scan.AddObject(services.Provider.GetRequiredKeyedService<TokenSources>("").All.Select(source => source.Status));
        }

        void ChangeOptions(string key, string? value)
        {
            configuration["Psd2:" + key] = value;
            configuration.Reload();
        }
    }

    [Fact]
    public async Task Nothing_shows_the_secret_of_a_vault()
    {
        using var scan = new SecretScan();
        scan.Hide(VaultSecret, ClientId);
        using var spans = new RecordedSpans("Aritma.Psd2");
        var vault = new Vault();
        await using var services = new TestServices(
            options => (options.ClientId, options.ClientSecret) = (null, null),
            builder =>
            {
                builder.Services.AddLogging(logging => logging.AddProvider(scan));
                builder.AddClientCredentialsProvider(_ => vault);
                scan.AddObject(builder);
            });
        using var meter = new RecordedMeter(services.Provider);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            $$"""{"error":"{{VaultSecret}}","error_description":"{{VaultSecret}} {{Uri.EscapeDataString(VaultSecret)}}"}""",
            HttpStatusCode.BadRequest));

        scan.AddObject(await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync()));
        services.Time.Advance(TimeSpan.FromMinutes(10));
        vault.IsSealed = true;
        scan.AddObject(await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync()));

        scan.AddObject(services.Provider.GetRequiredKeyedService<TokenSources>(""));
        scan.AddObject(await new Vault().GetCredentialsAsync(new(null, false), CancellationToken.None));
        AddMeasurements(scan, meter, spans);
        AssertShown(scan, "exception", "the vault is sealed", "not shown, as it quotes the client secret");
        AssertShown(scan, "log", "No new token (");
        scan.AssertHidden();
    }

    [Theory]
    [InlineData("log")]
    [InlineData("span")]
    [InlineData("exception")]
    [InlineData("object")]
    public void The_scan_itself_finds_what_is_shown(string where)
    {
        using var scan = new SecretScan();
        scan.Hide(FirstSecret, ClientId);
        using var spans = new RecordedSpans("none");
        spans.Caller.AddBaggage("b", Uri.EscapeDataString(FirstSecret));
        switch (where)
        {
            case "log":
                scan.CreateLogger("c").Log(LogLevel.Information, default, FirstSecret, null, (state, _) => state);
                break;
            case "span":
                scan.Add(spans.Caller);
                break;
            case "exception":
                scan.AddObject(new InvalidOperationException("outer", new InvalidOperationException(FirstSecret)));
                break;
            default:
                scan.AddObject(new[] { new Psd2Options { ClientId = FirstSecret } });
                break;
        }

        Assert.ThrowsAny<Exception>(scan.AssertHidden);
    }

    private static void AddMeasurements(SecretScan scan, RecordedMeter meter, RecordedSpans spans)
    {
        foreach (var span in spans.Spans.All)
        {
            scan.Add(span);
        }

        foreach (var (name, value) in meter.Tags)
        {
            scan.Add("metric", $"{name}={value}");
        }
    }

    private static void AssertShown(SecretScan scan, string where, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(scan.Shown[where], shown => shown.Contains(text, StringComparison.Ordinal)));

    // The user's choice of what to redact leaves out Authorization.
    private static void UseSockets(IHttpClientBuilder client) =>
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .RedactLoggedHeaders(["X-Own"]);

    /// <summary>Replaces the server's one mapping.</summary>
    private static void Answer(WireMockServer server, IResponseBuilder answer) =>
        server.Given(Request.Create()).WithGuid(Guid.Empty).RespondWith(answer);

    private static IResponseBuilder Json(int status, Func<IRequestMessage, string> body) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);

    private static IResponseBuilder Html(int status, Func<IRequestMessage, string> body) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "text/html").WithBody(body);

    private static IResponseBuilder Challenge(string error) =>
        Response.Create().WithStatusCode(401).WithHeader("WWW-Authenticate", $"Bearer error=\"{error}\"");

    private sealed class Vault : IPsd2ClientCredentialsProvider
    {
        public bool IsSealed { get; set; }

        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(
            Psd2ClientCredentialsContext context, CancellationToken cancellationToken) =>
            IsSealed ? throw new InvalidTimeZoneException("the vault is sealed") : new(new Psd2ClientCredentials(ClientId, VaultSecret));
    }
}
