namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>A tool that tests share which leave it as it is, started with its defaults.</summary>
public sealed class RunningTool : IAsyncLifetime
{
    internal ToolProcess Process { get; private set; } = null!;

    public async Task InitializeAsync() => Process = await ToolProcess.StartAsync();

    public Task DisposeAsync()
    {
        Process.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(nameof(RunningTool))]
public sealed class SharesTheTool : ICollectionFixture<RunningTool>;
