using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace Aritma.Psd2.AspNetCore.Tests;

/// <summary>One node's client of the cache server: it records what is asked of it, and fails or waits as a test says.</summary>
internal sealed class CacheClient(CacheStore store) : IDistributedCache
{
    public ConcurrentQueue<string> Operations { get; } = new();

    /// <summary>Runs before an operation, with its name (such as <c>get token</c>) and how often it was asked for.</summary>
    public Func<string, int, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await RunAsync("get", key);
        return store.Entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await RunAsync("set", key);
        store.Set(key, value, options);
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        await RunAsync("remove", key);
        store.Remove(key);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    private Task RunAsync(string operation, string key)
    {
        var named = $"{operation} {(key.EndsWith(":claim", StringComparison.Ordinal) ? "claim" : "token")}";
        Operations.Enqueue(named);
        return Before(named, Operations.Count(other => other == named));
    }
}
