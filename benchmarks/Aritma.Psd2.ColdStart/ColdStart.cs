namespace Aritma.Psd2.ColdStart;

/// <summary>What a process says of its start, from before its builder was made to the answer of its first call.</summary>
internal sealed record ColdStart(double Milliseconds, int CompiledMethods);
