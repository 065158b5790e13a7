namespace Aritma.Psd2.Testing;

/// <summary>What was seen so far, in its order, and a way to wait for what is still to come.</summary>
internal sealed class Recorded<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private readonly List<(Func<T, bool> IsWanted, TaskCompletionSource<T> Found)> _waiters = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _items];
            }
        }
    }

    public void Add(T item)
    {
        lock (_gate)
        {
            _items.Add(item);
            foreach (var waiter in _waiters.Where(waiter => waiter.IsWanted(item)))
            {
                waiter.Found.TrySetResult(item);
            }
        }
    }

    /// <summary>The first one that is wanted, now or later.</summary>
    public Task<T> FirstAsync(Func<T, bool> isWanted)
    {
        lock (_gate)
        {
            var found = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var item in _items.Where(isWanted).Take(1))
            {
                found.SetResult(item);
            }

            _waiters.Add((isWanted, found));

            // The limit is there for a run that would hang otherwise.
            return found.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }
}
