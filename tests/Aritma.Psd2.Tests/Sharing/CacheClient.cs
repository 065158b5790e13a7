using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>One instance's client of the cache server: it records what is asked of it, and fails or waits as a test says.</summary>
internal sealed class CacheClient(CacheStore store) : IDistributedCache
{
    public ConcurrentQueue<string> Operations { get; } = new();

    /// <summary>Runs before an operation.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await RunAsync("get");
        return store.Entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await RunAsync("set");
        store.Set(key, value, options.AbsoluteExpiration!.Value);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    private Task RunAsync(string operation)
    {
        Operations.Enqueue(operation);
        return Before();
    }
}
