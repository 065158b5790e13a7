using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Leaves Ctrl+C and SIGTERM to the process that the sandbox runs in: the host's default lifetime would swallow them.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
