using System.Threading.Channels;

namespace Aritma.Psd2.Client.Tests;

/// <summary>The clock of one who waits: a test sees each pause begin, and lets it pass on the clock of the rest.</summary>
internal sealed class Pauses(FakeTimeProvider clock) : TimeProvider
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        _pauses.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a pause has begun, and lets it pass.</summary>
    /// <param name="meanwhile">What happens during the pause.</param>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> PassAsync(Action? meanwhile = null)
    {
        // The limit is there for a run that would hang otherwise.
        var pause = await _pauses.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        meanwhile?.Invoke();
        clock.Advance(pause);
        return pause;
    }
}
