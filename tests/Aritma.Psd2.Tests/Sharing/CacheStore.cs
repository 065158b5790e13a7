namespace Aritma.Psd2.Tests.Sharing;

/// <summary>What a cache server holds, on the tests' clock.</summary>
internal sealed class CacheStore(TimeProvider time)
{
    private readonly Dictionary<string, (byte[] Value, DateTimeOffset Expires)> _entries = [];
    private readonly List<(int Saves, TaskCompletionSource Met)> _waiting = [];
    private int _saves;

    /// <summary>Whether it forgets to let entries expire.</summary>
    public bool KeepsForever { get; set; }

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

    public void Set(string key, byte[] value, DateTimeOffset expires)
    {
        lock (_entries)
        {
            _entries[key] = (value, expires);
            _saves++;
            CompleteWaits();
        }
    }

    public void Remove(string key)
    {
        lock (_entries)
        {
            _entries.Remove(key);
        }
    }

    /// <summary>Ends when entries were set so often.</summary>
    public Task SavedAsync(int times)
    {
        lock (_entries)
        {
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((times, met));
            CompleteWaits();
            return met.Task;
        }
    }

    private void CompleteWaits() => _waiting.ForEach(waiting => _ = _saves >= waiting.Saves && waiting.Met.TrySetResult());
}
