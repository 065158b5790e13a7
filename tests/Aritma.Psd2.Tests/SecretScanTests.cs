using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Aritma.Psd2.Testing;
using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
    [InlineData(Psd2ClientAuthentication.FormBody)]
    [InlineData(Psd2ClientAuthentication.BasicHeader)]
    public async Task Nothing_shows_a_secret_or_a_token(Psd2ClientAuthentication authentication)
    {
        using var scan = new SecretScan();
        scan.Hide(FirstSecret, ClientId);
        scan.Hide(SecondSecret, ClientId);
        using var spans = new RecordedSpans("Aritma.Psd2", "System.Net.Http", "Experimental.System.Net.Http.Connections");
        var issued = 0;
        RequestDelegate answerToken = IssueAsync;
        RequestDelegate answerApi = _ => Task.CompletedTask;
        await using var endpoint = await HttpStub.StartAsync(context => answerToken(context));
        await using var api = await HttpStub.StartAsync(context => answerApi(context));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Psd2:TokenEndpoint"] = endpoint.Address.AbsoluteUri,
            ["Psd2:ApiBaseAddress"] = api.Address.AbsoluteUri,
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
        using var metrics = new RecordedMetrics(services.Provider.GetRequiredService<IMeterFactory>(), "Aritma.Psd2");
        services.Provider.GetRequiredService<IStartupValidator>().Validate();

        // A warm-up that fails, with the whole request echoed.
        answerToken = RefuseAsync;
        await services.Provider.GetServices<IHostedService>().Single().StartAsync(CancellationToken.None);

        // A first token, a refresh ahead, a rejected token, a scope that is missing, a server error.
        services.Time.Advance(TimeSpan.FromMinutes(10));
        answerToken = IssueAsync;
        await CallAsync();
        services.Time.Advance(TimeSpan.FromMinutes(52));
        await CallAsync();
        await metrics.Measurements.FirstAsync(measurement => "expiring".Equals(measurement.Tag("aritma.psd2.token.reason")));
        foreach (var challenge in new[] { "Bearer error=\"invalid_token\"", "Bearer error=\"insufficient_scope\"", "" })
        {
            answerApi = context =>
            {
                context.Response.StatusCode = challenge.Length == 0 ? 500 : 401;
                context.Response.Headers.WWWAuthenticate = challenge;
                return Task.CompletedTask;
            };
            await CallAsync();
            services.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await CallAsync(new Uri("https://elsewhere.example/"));

        // Changed options: a new secret, no secret, another environment.
        ChangeOptions("ClientSecret", SecondSecret);
        ChangeOptions("ClientSecret", SecondSecret + "\u0001");
        ChangeOptions("ClientSecret", SecondSecret);
        ChangeOptions("Environment", "Production");
        ChangeOptions("Environment", null);

        // All that can go wrong at the token endpoint.
        RequestDelegate[] answers =
        [
            RefuseAsync,
            context => AnswerAsync(context, 503, $"<h1>{SecondSecret}</h1>"),
            context => AnswerAsync(context, 307, ""),
            context => AnswerAsync(context, 200, $"<h1>{NextToken()}</h1>"),
            context => AnswerAsync(context, 200, $$"""{"access_token":"{{NextToken()}}"""),
            context => AnswerAsync(context, 200, $$"""{"access_token":"{{NextToken()}}","token_type":"mac"}"""),
            context => AnswerAsync(context, 200, $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","expires_in":-1}"""),
            context => AnswerAsync(context, 200, $$"""{"access_token":"{{NextToken()}}\r\n","token_type":"Bearer"}"""),
            context => AnswerAsync(context, 200, $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","scope":"{{Psd2Scope.AisRead}}"}"""),
            context => AnswerAsync(context, 200, $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","scope":"{{Psd2Scope.AisRead}} {{Psd2Scope.ChannelPsd2}} {{SecondSecret}}"}"""),
            context => AnswerAsync(context, 200, new string('x', 70_000)),
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        ];
        foreach (var answer in answers)
        {
            services.Time.Advance(TimeSpan.FromHours(2));
            answerToken = answer;
            await CallAsync();
        }

        services.Time.Advance(TimeSpan.FromHours(2));
        var asked = new TaskCompletionSource();
        answerToken = async context =>
        {
            asked.TrySetResult();
            var gone = new TaskCompletionSource();
            using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        };
        var silent = CallAsync();
        await asked.Task;
        services.Time.Advance(TimeSpan.FromSeconds(30));
        await silent;

        metrics.Observe();
        foreach (var root in new object[]
        {
            services.Provider.GetRequiredKeyedService<TokenSources>(""),
            services.Provider.GetRequiredKeyedService<TokenRequestSettingsMonitor>(""),
            services.Provider.GetRequiredService<IOptionsMonitor<Psd2Options>>().CurrentValue,
            new Psd2ClientCredentials(ClientId, FirstSecret),
        })
        {
            scan.AddObject(root);
        }

        AddMeasurements(scan, metrics, spans);
        Assert.True(issued > 8);
        AssertShown(scan, "log", "Got a token for", "No new token (", "have changed; tokens are kept", "can't be used", "is read once", "Warm-up got no token", "Authorization: *");
        AssertShown(scan, "exception", "invalid_client", "***", "it answered 503", "redirects", "not with JSON", "a token_type other than Bearer", "within 30 s", "more than 65536 bytes", "elsewhere.example");
        AssertShown(scan, "span", "error.type=invalid_client", "url.full=");
        AssertShown(scan, "metric", "aritma.psd2.token.outcome=timed_out", "aritma.psd2.token.reason=rejected");
        Assert.Contains(nameof(Psd2AccessToken), scan.Shown.Select(shown => shown.Key));
        Assert.Contains(nameof(TokenSourceStatus), scan.Shown.Select(shown => shown.Key));
        scan.AssertHidden();

        string NextToken()
        {
            var token = $"t0ken-{Guid.NewGuid():N}";
            scan.Hide(token);
            issued++;
            return token;
        }

        async Task RefuseAsync(HttpContext context)
        {
            using var body = new StreamReader(context.Request.Body);
            var echo = $"{context.Request.Headers.Authorization} {await body.ReadToEndAsync()} {configuration["Psd2:ClientSecret"]}";
            await AnswerAsync(context, 400, JsonSerializer.Serialize(new { error = "invalid_client", error_description = echo }));
        }

        Task IssueAsync(HttpContext context) => AnswerAsync(
            context, 200, $$"""{"access_token":"{{NextToken()}}","token_type":"Bearer","expires_in":3600}""");

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
        using var metrics = new RecordedMetrics(services.Provider.GetRequiredService<IMeterFactory>(), "Aritma.Psd2");
        services.TokenEndpoint.Answers(TokenEndpointStub.Json(
            $$"""{"error":"{{VaultSecret}}","error_description":"{{VaultSecret}} {{Uri.EscapeDataString(VaultSecret)}}"}""", HttpStatusCode.BadRequest));

        scan.AddObject(await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync()));
        services.Time.Advance(TimeSpan.FromMinutes(10));
        vault.IsSealed = true;
        scan.AddObject(await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync()));

        scan.AddObject(services.Provider.GetRequiredKeyedService<TokenSources>(""));
        scan.AddObject(await new Vault().GetCredentialsAsync(CancellationToken.None));
        AddMeasurements(scan, metrics, spans);
        AssertShown(scan, "exception", "the vault is sealed", "***");
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

    private static void AddMeasurements(SecretScan scan, RecordedMetrics metrics, RecordedSpans spans)
    {
        foreach (var span in spans.Spans.All)
        {
            scan.Add(span);
        }

        foreach (var (name, value) in metrics.Measurements.All.SelectMany(measurement => measurement.Tags))
        {
            scan.Add("metric", $"{name}={value}");
        }
    }

    private static void AssertShown(SecretScan scan, string where, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(scan.Shown[where], shown => shown.Contains(text, StringComparison.Ordinal)));

    // The user's choice of what to redact leaves out Authorization.
    private static void UseSockets(IHttpClientBuilder client) =>
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()).RedactLoggedHeaders(["X-Own"]);

    private static async Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/html";
        await context.Response.WriteAsync(body);
    }

    private sealed class Vault : IPsd2ClientCredentialsProvider
    {
        public bool IsSealed { get; set; }

        public ValueTask<Psd2ClientCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
            IsSealed ? throw new InvalidTimeZoneException("the vault is sealed") : new(new Psd2ClientCredentials(ClientId, VaultSecret));
    }
}
