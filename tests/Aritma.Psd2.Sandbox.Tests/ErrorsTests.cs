using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Aritma.Psd2.Sandbox.Tests;

/// <summary>When the sandbox itself fails. Nothing makes it fail but the clock that its owner gave it.</summary>
public class ErrorsTests
{
    [Fact]
    public async Task Its_owners_logger_is_told()
    {
        using var logs = new FakeLoggerProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        var clock = new StoppedClock();
        await using var sandbox = await Psd2Sandbox.StartAsync(options => (options.TimeProvider, options.LoggerFactory) = (clock, loggers));
        using var http = new HttpClient();

        clock.IsBroken = true;
        using var response = await http.GetAsync(new Uri(sandbox.Address, "/api/banks?secret=s"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("LoggerFactory", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var record = Assert.Single(logs.Collector.GetSnapshot());
        Assert.Equal((LogLevel.Error, "The sandbox failed to answer GET /api/banks."), (record.Level, record.Message));
        Assert.Equal("It stands still.", record.Exception?.Message);
    }

    [Fact]
    public async Task Faults_callers_that_leave_and_a_stop_are_no_failures()
    {
        using var logs = new FakeLoggerProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        using var http = new HttpClient();
        var gate = new TaskCompletionSource();
        await using (var sandbox = await Psd2Sandbox.StartAsync(options => options.LoggerFactory = loggers))
        {
            sandbox.ApiFaults.Add(new() { Drop = true });
            sandbox.ApiFaults.Add(new() { CutBody = true });
            sandbox.ApiFaults.Add(new() { Until = gate.Task }, times: 2);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.PostAsync(sandbox.ApiBaseAddress + "/consents", null));
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetStringAsync(sandbox.ApiBaseAddress + "/banks"));
            using var left = new CancellationTokenSource();
            var leaving = http.GetAsync(sandbox.ApiBaseAddress + "/banks", left.Token);
            var held = http.GetAsync(sandbox.ApiBaseAddress + "/banks");
            await Eventually(() => sandbox.ApiRequests.Count >= 4);
            await ResetAsync(sandbox);
            await left.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
            await sandbox.DisposeAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => held);
        }

        Assert.Empty(logs.Collector.GetSnapshot());
    }

    /// <summary>Sends half of a token request, and resets the connection.</summary>
    private static async Task ResetAsync(Psd2Sandbox sandbox)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) };
        await socket.ConnectAsync(IPAddress.Loopback, sandbox.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            "POST /sandbox/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"));
    }

    private static async Task Eventually(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() =>
            IsBroken ? throw new InvalidOperationException("It stands still.") : TestTime.Start;
    }
}
