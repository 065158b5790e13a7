namespace Aritma.Psd2.Sandbox;

/// <summary>Requests in the order of arrival.</summary>
internal sealed class RequestLog<T>(ChangeSignal changes)
{
    private readonly Lock _lock = new();
    private readonly List<T> _requests = [];

    public void Add(T request)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }

        changes.Raise();
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    public IReadOnlyList<T> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }
}
