namespace Aritma.Psd2.Sandbox;

/// <summary>The faults of one endpoint: a queue, each request takes the next one. Safe to use from several threads.</summary>
public sealed class SandboxFaults
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(SandboxFault Fault, int Times)> _queue = [];

    private readonly ChangeSignal _changes;

    internal SandboxFaults(ChangeSignal changes) => _changes = changes;

    /// <summary>The faults to come, and for how many requests each. A snapshot.</summary>
    internal IReadOnlyList<(SandboxFault Fault, int Times)> Pending
    {
        get
        {
            lock (_lock)
            {
                return [.. _queue];
            }
        }
    }

    /// <summary>Puts a fault at the end of the queue.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">For how many requests; <see cref="int.MaxValue"/>: for every one, until <see cref="Clear"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than one.</exception>
    /// <exception cref="ArgumentException">The fault can't be answered, and the message says why.</exception>
    public void Add(SandboxFault fault, int times = 1)
    {
        ThrowIfRefused(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_lock)
        {
            _queue.AddLast((fault, times));
        }

        _changes.Raise();
    }

    /// <summary>Forgets the faults that no request has taken yet. Requests held by one stay held.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _queue.Clear();
        }

        _changes.Raise();
    }

    /// <summary>In place of all faults so far.</summary>
    internal void Set(SandboxFault fault, int times)
    {
        ThrowIfRefused(fault);
        lock (_lock)
        {
            _queue.Clear();
            _queue.AddLast((fault, times));
        }

        _changes.Raise();
    }

    internal SandboxFault? Take()
    {
        lock (_lock)
        {
            if (_queue.First is not { } first)
            {
                return null;
            }

            var (fault, times) = first.Value;
            if (times == 1)
            {
                _queue.RemoveFirst();
            }
            else if (times != int.MaxValue)
            {
                first.Value = (fault, times - 1);
            }

            return fault;
        }
    }

    private static void ThrowIfRefused(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Refusal is { } refusal)
        {
            throw new ArgumentException(refusal);
        }
    }
}
