namespace Aritma.Psd2.Sandbox;

/// <summary>The latest requests in the order of arrival: a sandbox may run for weeks.</summary>
internal sealed class RequestLog<T>(ChangeSignal changes)
{
    public const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<T> _requests = [];
    private int _total;

    public void Add(T request)
    {
        lock (_lock)
        {
            _requests.Enqueue(request);
            _total++;
            if (_requests.Count > Most)
            {
                _requests.Dequeue();
            }
        }

        changes.Raise();
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _total = 0;
        }
    }

    public IReadOnlyList<T> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    /// <summary>The newest ones, newest first, each with its number; and how many there were in all.</summary>
    public (IReadOnlyList<(int Number, T Request)> Latest, int Total) Latest(int most)
    {
        lock (_lock)
        {
            return ([.. _requests.Skip(_requests.Count - most).Reverse().Select((request, back) => (_total - back, request))], _total);
        }
    }
}
