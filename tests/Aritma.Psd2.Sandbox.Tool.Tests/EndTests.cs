using System.Net.Sockets;
using System.Text;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>Signals end the tool, whatever its clients are doing.</summary>
public class EndTests
{
    private const string AnsweredRequest = "GET /api/banks HTTP/1.1\r\nHost: sandbox\r\n\r\n";

    /// <summary>"100 Continue" says that the sandbox has begun to wait for the body, which doesn't come.</summary>
    private const string HalfRequest =
        "POST /connect/token HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n";

    [SignalTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_it_with_exit_code_0(string signal)
    {
        using var tool = await ToolProcess.StartAsync();

        AssertEnded(await tool.EndAsync(signal));
    }

    [SignalTheory]
    [InlineData("INT", AnsweredRequest)]
    [InlineData("INT", HalfRequest)]
    [InlineData("TERM", AnsweredRequest)]
    [InlineData("TERM", HalfRequest)]
    public async Task An_open_connection_does_not_keep_it(string signal, string request)
    {
        using var tool = await ToolProcess.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(tool.Page.Host, tool.Page.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        Assert.NotEqual(0, await connection.GetStream().ReadAsync(new byte[4096]));

        AssertEnded(await tool.EndAsync(signal));
    }

    private static void AssertEnded(ProgramRun run) => Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
}
