// Calls over sockets, on loopback: dotnet run -c Release --project benchmarks/Aritma.Psd2.Sockets [throughput | refresh | rejection]
// Without a word it measures all three, which takes four minutes.
using Aritma.Psd2.Sockets;

if (args is [] or ["throughput"])
{
    await Throughput.MeasureAsync();
}

if (args is [] or ["refresh"])
{
    await RefreshAhead.MeasureAsync();
}

if (args is [] or ["rejection"])
{
    await MassRejection.MeasureAsync();
}
