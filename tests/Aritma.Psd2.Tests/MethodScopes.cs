using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>What generated code tells the run time of a client whose methods differ in their scopes.</summary>
internal static class MethodScopes
{
    /// <summary>Where Refit writes the name of the method.</summary>
    public static readonly HttpRequestOptionsKey<string> Method = new("Refit.MethodName");

    /// <summary>The table of a client.</summary>
    public static readonly Psd2ClientScopes Table = new(
        typeof(IByMethod),
        [],
        new Psd2MethodScopes("Read", ["read"]),
        new Psd2MethodScopes("Write", ["write", "read"]),
        new Psd2MethodScopes("Open", [], isAnonymous: true),
        new Psd2MethodScopes("Contradictory", []));

    /// <summary>The name of its HTTP client.</summary>
    public const string HttpClientName = "Aritma.Psd2/Aritma.Psd2.Tests.IByMethod";
}

/// <summary>A client whose methods differ in their scopes.</summary>
internal interface IByMethod;

/// <summary>
/// A registration with one client whose methods differ, and tokens that tell their scopes: "write.read-2" is the second of its set.
/// </summary>
internal sealed class MethodServices : IAsyncDisposable
{
    private readonly TestServices _services;

    public MethodServices(Action<Psd2Options>? options = null, Action<Psd2Builder>? configure = null)
    {
        _services = new TestServices(options, builder =>
        {
            builder.ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => Tokens));
            builder.AddGeneratedClient(MethodScopes.Table, client => client.ConfigurePrimaryHttpMessageHandler(() => Api));
            configure?.Invoke(builder);
        });
    }

    public ApiStub Api { get; } = new();

    public TokensByScope Tokens { get; } = new();

    public IServiceProvider Provider => _services.Provider;

    public IEnumerable<string?> Sent => Api.Requests.Select(request => request.Authorization);

    public HttpClient Client() => _services.Client(MethodScopes.HttpClientName);

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
