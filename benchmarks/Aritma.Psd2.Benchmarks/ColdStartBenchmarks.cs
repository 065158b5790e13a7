using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Aritma.Psd2.Benchmarks;

/// <summary>The first call of a process, with the container that it needs.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 10, warmupCount: 0, iterationCount: 1, invocationCount: 1)]
public class ColdStartBenchmarks
{
    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> StaticHeader() => Clients.Create(Clients.StaticHeader(new Connection())).GetAsync(Clients.Address);

    [Benchmark]
    public Task<HttpResponseMessage> Psd2() => Clients.Create(Clients.Psd2(new Connection())).GetAsync(Clients.Address);

    [Benchmark]
    public Task<HttpResponseMessage> Msal() => Clients.Create(Clients.Msal(new Connection())).GetAsync(Clients.Address);
}
