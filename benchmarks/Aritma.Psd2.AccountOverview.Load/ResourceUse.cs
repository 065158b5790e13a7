namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What a process uses.</summary>
/// <param name="At">When, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Memory">Its working set, in bytes.</param>
/// <param name="Processor">The processor time since its start.</param>
/// <param name="Threads">How many threads it has: many more than usual tell of a thread pool that waits.</param>
internal sealed record ResourceUse(long At, long Memory, TimeSpan Processor, int Threads);
