using System.Net;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Time.Testing;

namespace Aritma.Psd2.Benchmarks;

/// <summary>A call whose token the API rejects: 401, token request, replay. Against the same without a rejection.</summary>
[MemoryDiagnoser, MinColumn]
public class RenewalBenchmarks
{
    private static readonly TimeSpan PauseOfRenewals = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly Rejection _connection = new();
    private HttpClient _psd2 = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _psd2 = Clients.Create(Clients.Psd2(_connection, _time));
        await _psd2.GetAsync(Clients.Address);
    }

    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> Accepted() => _psd2.GetAsync(Clients.Address);

    [Benchmark]
    public Task<HttpResponseMessage> RejectedOnce()
    {
        _time.Advance(PauseOfRenewals);
        _connection.RejectsNext = true;
        return _psd2.GetAsync(Clients.Address);
    }

    private sealed class Rejection : HttpMessageHandler
    {
        public bool RejectsNext { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var status = RejectsNext ? HttpStatusCode.Unauthorized : HttpStatusCode.OK;
            RejectsNext = false;
            return Task.FromResult(new HttpResponseMessage(status));
        }
    }
}
