using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Aritma.Psd2.Client.Tests;

/// <summary>The clients, with functions in place of the API and of the token endpoint.</summary>
internal sealed class Api : IAsyncDisposable
{
    public const string Token = "eyJhbGciOi.a-token.c2ln";

    private readonly ServiceProvider _services;

    public Api(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer,
        Action<Psd2Builder>? configure = null,
        Action<AritmaPsd2ClientOptions>? configureClient = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        var builder = services
            .AddAritmaPsd2(
                options =>
                {
                    options.Environment = Psd2Environment.Development;
                    (options.ClientId, options.ClientSecret) = ("erp", "its secret");
                },
                configureClient)
            .ConfigureTokenClient(http => http.ConfigurePrimaryHttpMessageHandler(() => new Primary(AnswerTokenRequestAsync)))
            .ConfigureClients(http => http.ConfigurePrimaryHttpMessageHandler(() => new Primary(async (request, cancellationToken) =>
            {
                Requests.Enqueue((request.Method, request.RequestUri!, request.Headers.ToDictionary(
                    header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase)));
                return await answer(request, cancellationToken);
            })));
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
    }

    public static Api Answering(string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new((_, _) => Task.FromResult(Response(body, status, type)));

    public static Api Throwing(Exception exception) => new((_, _) => Task.FromException<HttpResponseMessage>(exception));

    public FakeTimeProvider Time { get; } = new(TestTime.Start);

    public ConcurrentQueue<(HttpMethod Method, Uri Address, Dictionary<string, string> Headers)> Requests { get; } = new();

    public ConcurrentQueue<string> RequestedScopes { get; } = new();

    public IBanksApi Banks => _services.GetRequiredService<IBanksApi>();

    public IConsentsApi Consents => _services.GetRequiredService<IConsentsApi>();

    public IAccountsApi Accounts => _services.GetRequiredService<IAccountsApi>();

    public ConsentFlow Flow => _services.GetRequiredService<ConsentFlow>();

    public IServiceProvider Services => _services;

    public static HttpResponseMessage Response(
        string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<HttpResponseMessage> AnswerTokenRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = await request.Content!.ReadAsStringAsync(cancellationToken);
        RequestedScopes.Enqueue(System.Web.HttpUtility.ParseQueryString(form)["scope"]!);
        return Response($$"""{"access_token":"{{Token}}","token_type":"Bearer","expires_in":3600}""");
    }

    private sealed class Primary(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await answer(request, cancellationToken);
            response.RequestMessage = request;
            return response;
        }
    }
}
