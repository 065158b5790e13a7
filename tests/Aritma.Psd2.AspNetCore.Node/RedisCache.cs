using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace Aritma.Psd2.AspNetCore.Node;

/// <summary>A distributed cache on Redis. An application takes Microsoft.Extensions.Caching.StackExchangeRedis in its place.</summary>
internal sealed class RedisCache(IDatabase redis, TimeProvider time) : IDistributedCache
{
    public byte[]? Get(string key) => redis.StringGet(key);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) => await redis.StringGetAsync(key).WaitAsync(token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => redis.StringSet(key, value, Life(options));

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        redis.StringSetAsync(key, value, Life(options)).WaitAsync(token);

    public void Remove(string key) => redis.KeyDelete(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => redis.KeyDeleteAsync(key).WaitAsync(token);

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    private TimeSpan? Life(DistributedCacheEntryOptions options) =>
        options.AbsoluteExpirationRelativeToNow ?? (options.AbsoluteExpiration - time.GetUtcNow());
}
