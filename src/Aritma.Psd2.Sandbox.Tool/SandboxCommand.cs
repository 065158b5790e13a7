using System.CommandLine;
using System.CommandLine.Invocation;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Sandbox.Tool;

/// <summary>The command line: options, and the sandbox that they start. What an option isn't given for is the library's default.</summary>
internal static class SandboxCommand
{
    /// <summary>A fixed one, so that addresses in notes and scripts stay right from one start to the next.</summary>
    private const int DefaultPort = 7432;

    private static readonly Psd2SandboxOptions Defaults = new();

    private static readonly Option<int> Port = new NumberOption("--port", 0, 65535, DefaultPort)
    {
        Description = "The port on 127.0.0.1; 0 for any free one.",
    };

    private static readonly Option<int> Seed = new NumberOption("--seed", int.MinValue, int.MaxValue, Defaults.Seed)
    {
        Description = "Chooses the seeded data: the same seed on the same day (UTC) gives the same data.",
    };

    private static readonly Option<string> ClientId = new CredentialOption("--client-id")
    {
        Description = "The client id.",
        DefaultValueFactory = _ => Defaults.ClientId,
    };

    // Without a default of its own, which the help would show.
    private static readonly Option<string> ClientSecret = new CredentialOption("--client-secret")
    {
        Description = "The client secret. By default a random one.",
    };

    private static readonly Option<int> TokenLifetime = new NumberOption(
        "--token-lifetime", 1, 365 * 24 * 60 * 60, (int)Defaults.TokenLifetime.TotalSeconds)
    {
        Description = "How many seconds a token is valid.",
    };

    private static readonly Option<int> UnattendedRequests = new NumberOption(
        "--unattended-requests", 0, int.MaxValue, Defaults.UnattendedRequestsPerDay ?? 0)
    {
        Description = "How often a day a consent may call an account path without PSU-IP-Address; 0 for any number.",
    };

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var command = new RootCommand("Plays Aritma's token endpoint and PSD2 API on this machine, with seeded data.")
        {
            Port,
            Seed,
            ClientId,
            ClientSecret,
            TokenLifetime,
            UnattendedRequests,
        };
        command.SetAction(StartAsync);

        // A secret may begin with @, which would name a file of further arguments otherwise.
        var result = command.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (result.UnmatchedTokens.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{Unknown(result.UnmatchedTokens)} --help lists the options that there are.")
                .ConfigureAwait(false);
            return 1;
        }

        if (result.Action is ParseErrorAction wrong)
        {
            // The message about a bad value says all by itself.
            (wrong.ShowHelp, wrong.ShowTypoCorrections) = (false, false);
        }

        // Ctrl+C is for StopSignal, which hears it from the start.
        return await result.InvokeAsync(new() { ProcessTerminationTimeout = null }).ConfigureAwait(false);
    }

    /// <summary>Names an option, and never a value, which may be a secret whose option was mistyped.</summary>
    private static string Unknown(IReadOnlyList<string> tokens) =>
        tokens.FirstOrDefault(token => token.StartsWith('-')) is { } option
            ? $"There is no option '{option.Split('=', ':')[0]}'."
            : "The command takes no arguments, only options.";

    private static async Task<int> StartAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignal();
        using var loggers = LoggerFactory.Create(
            logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        Psd2Sandbox sandbox;
        try
        {
            sandbox = await Psd2Sandbox
                .StartAsync(options => Configure(options, arguments, loggers), ApiReference.Map, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            var error = arguments.InvocationConfiguration.Error;
            var (port, reason) = (arguments.GetValue(Port), failure.GetBaseException().Message);
            await error.WriteLineAsync($"Port {port} can't be used: {reason}. Choose another one, or any free one with --port 0.")
                .ConfigureAwait(false);
            return 1;
        }

        try
        {
            await Announcement.WriteAsync(sandbox, arguments.InvocationConfiguration.Output).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The output is closed or full. With a port and credentials that were given, the sandbox is of use all the same.
        }

        // The sandbox isn't disposed: that would wait for a request whose end doesn't come, and the process takes all connections with it.
        await stop.Requested.ConfigureAwait(false);
        return 0;
    }

    private static void Configure(Psd2SandboxOptions options, ParseResult arguments, ILoggerFactory loggers)
    {
        options.LoggerFactory = loggers;
        options.Port = arguments.GetValue(Port);
        options.Seed = arguments.GetValue(Seed);
        options.ClientId = arguments.GetRequiredValue(ClientId);
        options.ClientSecret = arguments.GetValue(ClientSecret) ?? options.ClientSecret;
        options.TokenLifetime = TimeSpan.FromSeconds(arguments.GetValue(TokenLifetime));
        options.UnattendedRequestsPerDay = arguments.GetValue(UnattendedRequests) is > 0 and var limit ? limit : null;
    }
}
