using System.Threading.Channels;

namespace Aritma.Psd2.Client.Tests;

/// <summary>A clock on which a test sees each pause begin, and lets it pass.</summary>
internal sealed class TickingTimeProvider() : FakeTimeProvider(TestTime.Start)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // What is longer is a time limit, or the renewal of a token.
        if (dueTime > TimeSpan.Zero && dueTime <= Longest)
        {
            _pauses.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until a pause has begun, and lets it pass.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> TickAsync(TimeSpan? expected = null)
    {
        // The limit is there for a run that would hang otherwise.
        var pause = await _pauses.Reader.ReadAsync().AsTask().WaitAsync(Longest);
        Assert.Equal(expected ?? pause, pause);
        Advance(pause);
        return pause;
    }
}
