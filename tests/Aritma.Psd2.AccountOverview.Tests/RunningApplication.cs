using System.Text.Json;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>
/// The application on a sandbox of its own. Their clock stands still at <see cref="TestTime.Start"/> until a test advances it. As a class
/// fixture it is shared by tests that only add to it, each with a visitor of its own.
/// </summary>
public sealed class RunningApplication : IAsyncLifetime, IAsyncDisposable
{
    internal Psd2Sandbox Sandbox { get; private set; } = null!;

    internal SampleApplication Application { get; private set; } = null!;

    internal static async Task<RunningApplication> StartAsync(
        Action<Psd2SandboxOptions>? configure = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var running = new RunningApplication();
        await running.StartSandboxAsync(configure, settings);
        return running;
    }

    internal Visitor Visit(string language = "en-GB") => new(Application, language);

    /// <summary>The id of the consent that was created last.</summary>
    internal async Task<string> LastConsentAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var consents = JsonDocument.Parse(await client.GetStringAsync(new Uri(Sandbox.Address, "/sandbox/consents")));
        return consents.RootElement.EnumerateArray().Last().GetProperty("consentId").GetString()!;
    }

    /// <summary>The calls of the API that a request led to.</summary>
    internal async Task<IReadOnlyList<SandboxApiRequest>> CallsOfAsync(Func<Task> request)
    {
        var before = Sandbox.ApiRequests.Count;
        await request();
        return [.. Sandbox.ApiRequests.Skip(before)];
    }

    Task IAsyncLifetime.InitializeAsync() => StartSandboxAsync(null, []);

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private async Task StartSandboxAsync(Action<Psd2SandboxOptions>? configure, IEnumerable<(string Key, string Value)> settings)
    {
        Sandbox = await Psd2Sandbox.StartAsync(options =>
        {
            options.TimeProvider = new FakeTimeProvider(TestTime.Start);
            configure?.Invoke(options);
        });
        Application = new(Sandbox, settings);
    }
}
