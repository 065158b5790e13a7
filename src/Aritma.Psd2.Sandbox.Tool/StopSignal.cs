using System.Runtime.InteropServices;

namespace Aritma.Psd2.Sandbox.Tool;

/// <summary>Ctrl+C and SIGTERM, which then don't end the process by themselves.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Request);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Request);
    }

    /// <summary>Ends with the first signal.</summary>
    public Task Requested => _requested.Task;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Request(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _requested.TrySetResult();
    }
}
