using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>One instance of an application, in a process of its own.</summary>
internal sealed class InstanceProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _log;

    private InstanceProcess(Process process)
    {
        _process = process;
        _log = process.StandardError.ReadToEndAsync();
    }

    public static InstanceProcess Start(Psd2Sandbox sandbox, RedisServer redis)
    {
        var start = new ProcessStartInfo("dotnet", [Metadata("Instance")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Psd2__TokenEndpoint"] = sandbox.TokenEndpoint.ToString(),
                ["Psd2__ApiBaseAddress"] = sandbox.ApiBaseAddress.ToString(),
                ["Psd2__ClientId"] = sandbox.ClientId,
                ["Psd2__ClientSecret"] = sandbox.ClientSecret,
                ["RedisPort"] = redis.Port.ToString(CultureInfo.InvariantCulture),
            },
        };
        return new InstanceProcess(Process.Start(start)!);
    }

    /// <summary>Its next line of output.</summary>
    public async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new EndOfStreamException(await _log);

    /// <summary>Has it call the API, and returns the status.</summary>
    public async Task<string> CallAsync(string client)
    {
        await _process.StandardInput.WriteLineAsync(client);
        return await ReadAsync();
    }

    /// <summary>Lets it end, and returns what it logged.</summary>
    public async Task<string> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return await _log;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Metadata(string key) =>
        typeof(InstanceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
