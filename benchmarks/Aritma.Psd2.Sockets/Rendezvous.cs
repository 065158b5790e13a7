using System.Diagnostics;

namespace Aritma.Psd2.Sockets;

/// <summary>Holds calls until a number of them has arrived. Those that come later go through.</summary>
internal sealed class Rendezvous(int calls)
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>When the last of them arrived, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long OpenedAt { get; private set; }

    public Task ArriveAsync()
    {
        if (Interlocked.Increment(ref _arrived) == calls)
        {
            OpenedAt = Stopwatch.GetTimestamp();
            _open.SetResult();
        }

        return _open.Task;
    }
}
