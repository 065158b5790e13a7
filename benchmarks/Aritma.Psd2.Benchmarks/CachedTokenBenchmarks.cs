using Azure;
using BenchmarkDotNet.Attributes;

namespace Aritma.Psd2.Benchmarks;

/// <summary>A call while there is a valid token.</summary>
[MemoryDiagnoser, MinColumn]
public class CachedTokenBenchmarks
{
    private readonly Connection _connection = new();
    private HttpClient _bare = null!;
    private HttpClient _static = null!;
    private HttpClient _awaited = null!;
    private HttpClient _psd2 = null!;
    private HttpClient _msal = null!;
    private AzurePipeline _azure = null!;

    /// <summary>Whether the answer is there when the primary handler returns, or comes later.</summary>
    [Params(false, true)]
    public bool AnswersLater { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _bare = Clients.Create(Clients.Bare(_connection));
        _static = Clients.Create(Clients.StaticHeader(_connection));
        _awaited = Clients.Create(Clients.AwaitedStaticHeader(_connection));
        _psd2 = Clients.Create(Clients.Psd2(_connection));
        _msal = Clients.Create(Clients.Msal(_connection));
        _azure = new AzurePipeline(_connection);

        _connection.AnswersLater = false;
        await _psd2.GetAsync(Clients.Address);
        await _msal.GetAsync(Clients.Address);
        await _azure.CallAsync(authorized: true);
        _connection.AnswersLater = AnswersLater;
    }

    [Benchmark]
    public Task<HttpResponseMessage> Bare() => Call(_bare);

    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> StaticHeader() => Call(_static);

    [Benchmark]
    public Task<HttpResponseMessage> AwaitedStaticHeader() => Call(_awaited);

    [Benchmark]
    public Task<HttpResponseMessage> Psd2() => Call(_psd2);

    [Benchmark]
    public Task<HttpResponseMessage> Msal() => Call(_msal);

    [Benchmark]
    public Task<Response> AzureCoreWithoutToken() => Call(authorized: false);

    [Benchmark]
    public Task<Response> AzureCore() => Call(authorized: true);

    private Task<HttpResponseMessage> Call(HttpClient client)
    {
        var call = client.GetAsync(Clients.Address);
        _connection.Answer();
        return call;
    }

    private Task<Response> Call(bool authorized)
    {
        var call = _azure.CallAsync(authorized);
        _connection.Answer();
        return call;
    }
}
