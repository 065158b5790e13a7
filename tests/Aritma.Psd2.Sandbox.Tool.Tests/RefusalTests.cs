using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aritma.Psd2.Sandbox.Tool.Tests;

/// <summary>What the tool doesn't start with: a message, and exit code 1.</summary>
public class RefusalTests
{
    private const string Port = "--port must be a whole number from 0 to 65535, and is '{0}'.";
    private const string Seed = "--seed must be a whole number from -2147483648 to 2147483647, and is '{0}'.";
    private const string Lifetime = "--token-lifetime must be a whole number from 1 to 31536000, and is '{0}'.";

    [Theory]
    [InlineData("--port", "-1", Port)]
    [InlineData("--port", "65536", Port)]
    [InlineData("--port", "http", Port)]
    [InlineData("--seed", "1.5", Seed)]
    [InlineData("--token-lifetime", "0", Lifetime)]
    [InlineData("--unattended-requests", "-1", "--unattended-requests must be a whole number from 0 to 2147483647, and is '{0}'.")]
    [InlineData("--token-lifetime", "31536001", Lifetime)]
    [InlineData("--token-lifetime", "00:10:00", Lifetime)]
    public async Task A_number_that_can_not_work_is_named_with_its_range(string option, string value, string message)
    {
        var run = await ToolProcess.RunAsync(option, value);

        AssertRefused(string.Format(CultureInfo.InvariantCulture, message, value), run);
    }

    [Theory]
    [InlineData("--client-id", "")]
    [InlineData("--client-secret", "")]
    [InlineData("--client-secret", "two\nlines")]
    public async Task A_credential_that_can_not_be_printed_is_named_and_not_repeated(string option, string value)
    {
        var run = await ToolProcess.RunAsync(option, value);

        AssertRefused($"{option} must be a text of at least one character, without control characters.", run);
    }

    [Fact]
    public async Task An_option_without_its_value_is_named() =>
        AssertRefused("Required argument missing for option: '--port'.", await ToolProcess.RunAsync("--port"));

    [Theory]
    [InlineData("--client-secrt", "hunter2")]
    [InlineData("--client-secrt=hunter2")]
    [InlineData("--port", "0", "hunter2", "--client-secrt")]
    public async Task What_is_no_option_is_named_and_never_a_value_which_may_be_a_secret(params string[] arguments) => AssertRefused(
        "There is no option '--client-secrt'. --help lists the options that there are.", await ToolProcess.RunAsync(arguments));

    [Fact]
    public async Task An_argument_that_belongs_to_no_option_is_refused() => AssertRefused(
        "The command takes no arguments, only options. --help lists the options that there are.", await ToolProcess.RunAsync("hunter2"));

    [Fact]
    public async Task A_port_in_use_is_one_line_with_the_remedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var run = await ToolProcess.RunAsync("--port", port);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Matches($"^Port {port} can't be used: .*\\. Choose another one, or any free one with --port 0\\.$", run.Errors.TrimEnd());
    }

    private static void AssertRefused(string message, ProgramRun run) =>
        Assert.Equal((1, "", message), (run.ExitCode, run.Output, run.Errors.Trim()));
}
