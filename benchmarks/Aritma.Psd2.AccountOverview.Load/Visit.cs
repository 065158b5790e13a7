using System.Diagnostics;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>A page that a user has loaded.</summary>
/// <param name="Page">Which one.</param>
/// <param name="Start">When it was asked for, as a timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="End">When all of it was there.</param>
internal readonly record struct Visit(string Page, long Start, long End)
{
    public double Milliseconds => Stopwatch.GetElapsedTime(Start, End).TotalMilliseconds;
}
