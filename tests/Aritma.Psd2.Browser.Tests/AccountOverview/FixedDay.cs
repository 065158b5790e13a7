namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>
/// A clock that starts at one and the same time for each test, so that its data are the same, and goes on as others do: the sample waits
/// between two tries, and its limits end, while a browser asks.
/// </summary>
internal sealed class FixedDay : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => TestTime.Start + System.GetElapsedTime(_start);
}
