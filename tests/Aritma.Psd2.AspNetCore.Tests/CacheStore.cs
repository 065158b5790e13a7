using Microsoft.Extensions.Caching.Distributed;

namespace Aritma.Psd2.AspNetCore.Tests;

/// <summary>What a cache server holds, on the tests' clock.</summary>
internal sealed class CacheStore(TimeProvider time)
{
    private readonly Dictionary<string, (byte[] Value, DateTimeOffset Expires)> _entries = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiting = [];

    /// <summary>Whether it forgets to let entries expire.</summary>
    public bool KeepsForever { get; set; }

    /// <summary>Whether it forgets everything at once.</summary>
    public bool KeepsNothing { get; set; }

    public string[] TokenKeys => [.. Entries.Keys.Where(key => !key.EndsWith(":claim", StringComparison.Ordinal))];

    public bool HasClaim => Entries.Keys.Any(key => key.EndsWith(":claim", StringComparison.Ordinal));

    /// <summary>The entries that haven't expired.</summary>
    public Dictionary<string, (byte[] Value, DateTimeOffset Expires)> Entries
    {
        get
        {
            lock (_entries)
            {
                return _entries.Where(entry => KeepsForever || entry.Value.Expires > time.GetUtcNow()).ToDictionary();
            }
        }
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        var expires = options.AbsoluteExpiration ?? time.GetUtcNow() + options.AbsoluteExpirationRelativeToNow!.Value;
        Change(() => _ = KeepsNothing ? default : _entries[key] = (value, expires));
    }

    public void Remove(string key) => Change(() => _entries.Remove(key));

    /// <summary>Ends when a change of the entries meets a condition.</summary>
    public Task WhenAsync(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(() => _waiting.Add((condition, met)));
        return met.Task;
    }

    /// <summary>Ends when nodes have saved so many tokens, and nobody claims one.</summary>
    public Task WhenSavedAsync(int tokens = 1) => WhenAsync(() => TokenKeys.Length == tokens && !HasClaim);

    private void Change(Action change)
    {
        lock (_entries)
        {
            change();
            _waiting.ForEach(waiting => _ = waiting.Condition() && waiting.Met.TrySetResult());
        }
    }
}
