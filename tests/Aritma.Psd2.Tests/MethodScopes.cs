using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>What generated code tells the run time of a client whose methods differ in their scopes.</summary>
internal static class MethodScopes
{
    /// <summary>Where Refit writes the name of the method.</summary>
    public static readonly HttpRequestOptionsKey<string> Method = new("Refit.MethodName");

    public static readonly string[][] Sets = [["read"], ["write", "read"]];

    public static int SetOf(HttpRequestMessage request) => request.Options.TryGetValue(Method, out var method)
        ? method switch
        {
            "Read" => 0,
            "Write" => 1,
            "Open" => Psd2Builder.Anonymous,
            "Forgotten" => Psd2Builder.NoScopes,
            "Stale" => 7,
            "StaleToo" => -4,
            _ => Psd2Builder.UnknownMethod,
        }
        : Psd2Builder.UnknownMethod;
}

/// <summary>
/// A registration with one client whose methods differ, and tokens that tell their scopes: "write.read-2" is the second of its set.
/// </summary>
internal sealed class MethodServices : IAsyncDisposable
{
    private const string ClientName = "by method";

    private readonly TestServices _services;

    public MethodServices(Action<Psd2Options>? options = null, Action<Psd2Builder>? configure = null)
    {
        _services = new TestServices(options, builder =>
        {
            builder.ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => Tokens));
            builder.AddGeneratedClient(
                builder.Services.AddHttpClient(ClientName).ConfigurePrimaryHttpMessageHandler(() => Api),
                MethodScopes.Sets,
                MethodScopes.SetOf);
            configure?.Invoke(builder);
        });
    }

    public ApiStub Api { get; } = new();

    public TokensByScope Tokens { get; } = new();

    public IServiceProvider Provider => _services.Provider;

    public IEnumerable<string?> Sent => Api.Requests.Select(request => request.Authorization);

    public HttpClient Client() => _services.Client(ClientName);

    public Task<HttpResponseMessage> CallAsync(string method, CancellationToken cancellationToken = default) =>
        Client().SendAsync(Request(method), cancellationToken);

    public static HttpRequestMessage Request(
        string method, string address = "https://banking.dev.aritma.io/api/accounts", string? authorization = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(MethodScopes.Method, method);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>The primary handler of a token client.</summary>
internal sealed class TokensByScope : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, int> _issued = new();

    /// <summary>The scopes asked for, in the order of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What a request for some scopes waits for.</summary>
    public Func<string, Task> Gate { get; set; } = _ => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var scopes = Uri.UnescapeDataString(body[(body.IndexOf("scope=", StringComparison.Ordinal) + 6)..]).Replace('+', ' ');
        Requests.Enqueue(scopes);
        await Gate(scopes).WaitAsync(cancellationToken);
        return TokenEndpointStub.Token($"{scopes.Replace(' ', '.')}-{_issued.AddOrUpdate(scopes, 1, (_, count) => count + 1)}");
    }
}
