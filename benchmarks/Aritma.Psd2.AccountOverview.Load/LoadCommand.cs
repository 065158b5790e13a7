using System.CommandLine;
using System.Runtime.InteropServices;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>The command line.</summary>
internal static class LoadCommand
{
    private static readonly Option<int> Users = new("--users")
    {
        Description = "How many users there are at the same time.",
        DefaultValueFactory = _ => 200,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long they go on.",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "How many seconds a tenth of them come before.",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<int> Pause = new("--pause")
    {
        Description = "How many milliseconds a user reads a page on average.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<double> Growth = new("--growth")
    {
        Description = "The sample's memory in the last third may be this multiple of that in the second.",
        DefaultValueFactory = _ => 1.1,
    };

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] arguments)
    {
        AtLeast(Users, 1);
        AtLeast(Seconds, 6);
        AtLeast(WarmUp, 6);
        AtLeast(Pause, 0);
        var command = new RootCommand("Puts the sample AccountOverview under load.") { Users, Seconds, WarmUp, Pause, Growth };
        command.SetAction(StartAsync);

        // Ctrl+C is for StartAsync: the processes that it started have to end before this one does.
        return command.Parse(arguments).InvokeAsync(new() { ProcessTerminationTimeout = null });
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value < least)
        {
            result.AddError($"{option.Name} must be {least} or more.");
        }
    });

    private static async Task<int> StartAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var options = new LoadOptions(
            arguments.GetValue(Users),
            TimeSpan.FromSeconds(arguments.GetValue(Seconds)),
            TimeSpan.FromSeconds(arguments.GetValue(WarmUp)),
            TimeSpan.FromMilliseconds(arguments.GetValue(Pause)),
            arguments.GetValue(Growth));
        try
        {
            return await LoadTest.RunAsync(options, stop.Token) ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("stopped");
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
