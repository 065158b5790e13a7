using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>A Redis server of its own on a free loopback port, which forgets everything when it ends.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly Process _process;
    private readonly Recorded<string> _saved = new();
    private ConnectionMultiplexer? _connection;

    private RedisServer(Process process, int port) => (_process, Port) = (process, port);

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "redis-server.exe" : "redis-server"))
        .FirstOrDefault(File.Exists);

    public int Port { get; }

    public static async Task<RedisServer> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo(
            Program!,
            [
                "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no",
                "--notify-keyspace-events", "Eh",
            ])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var output = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output += line + '\n';
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                var server = new RedisServer(process, port);
                await server.WatchTokensAsync();
                return server;
            }
        }

        throw new InvalidOperationException($"redis-server did not start:\n{output}");
    }

    /// <summary>Ends when an entry was saved so often: an instance saves a token when its callers have it already.</summary>
    public Task SavedAsync(string key, int times) =>
        times == 0 ? Task.CompletedTask : _saved.FirstAsync(_ => _saved.All.Count(saved => saved == key) >= times);

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        _connection?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // The cache keeps each entry in a hash.
    private async Task WatchTokensAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Port}");
        await _connection.GetSubscriber().SubscribeAsync(
            RedisChannel.Literal("__keyevent@0__:hset"), (_, key) => _saved.Add(key.ToString()));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test that needs redis-server on the PATH.</summary>
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() =>
        Skip = RedisServer.Program is null
            ? "redis-server isn't on the PATH. Install it (apt-get install redis-server) to run this test."
            : null;
}
