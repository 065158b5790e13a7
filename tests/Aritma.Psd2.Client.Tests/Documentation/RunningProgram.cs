using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Threading.Channels;
using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>A program of the documentation that runs in this process, on its own thread, against a sandbox.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    // What a program does is told apart from what others do at the same time.
    private static readonly AsyncLocal<RunningProgram?> Current = new();

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider? _time;
    private IHost? _built;

    static RunningProgram()
    {
        Console.SetOut(new Output(Console.Out));
        DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.Extensions.Hosting")
            {
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(happened => Current.Value?.Note(happened)));
            }
        }));
    }

    private RunningProgram(Assembly program, TimeProvider? time, string[] args)
    {
        _time = time;
        Current.Value = this;
        Completion = Task.Factory.StartNew(
            () => program.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null) as int? ?? 0,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Current.Value = null;
        _ = Completion.ContinueWith(_ => _lines.Writer.TryComplete(), TaskScheduler.Default);
    }

    /// <summary>Ends with the program's exit code.</summary>
    public Task<int> Completion { get; }

    /// <summary>Starts a program with its section of the configuration filled in.</summary>
    /// <param name="heading">The heading that the program stands below.</param>
    /// <param name="sandbox">What stands for Aritma.</param>
    /// <param name="time">The clock of the program; null: the system's.</param>
    /// <param name="args">What follows on the command line.</param>
    public static RunningProgram Start(string heading, Psd2Sandbox sandbox, TimeProvider? time = null, params string[] args) =>
        new(
            Compiler.Compile(Page.Client.Program(heading)),
            time,
            [
                "--environment", "Production",
                "--urls", "http://127.0.0.1:0",
                "--Aritma:Psd2:TokenEndpoint", sandbox.TokenEndpoint.AbsoluteUri,
                "--Aritma:Psd2:ApiBaseAddress", sandbox.ApiBaseAddress.AbsoluteUri,
                "--Aritma:Psd2:ClientId", sandbox.ClientId,
                "--Aritma:Psd2:ClientSecret", sandbox.ClientSecret,
                .. args,
            ]);

    /// <summary>A client that follows no redirect, for a web application that has started.</summary>
    public async Task<HttpClient> BrowseAsync()
    {
        if (await Task.WhenAny(_host.Task, Completion) == Completion)
        {
            await Completion;
        }

        var host = await _host.Task;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration =
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await (await Task.WhenAny(started.Task, Completion));
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(addresses.Addresses.Single()),
        };
    }

    /// <summary>The next line on the console that holds a text.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        await Completion;
        throw new InvalidOperationException($"The program has ended without a line that holds '{text}'.");
    }

    /// <summary>The lines that are left when the program has ended.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync()
    {
        Assert.Equal(0, await Completion);
        return await _lines.Reader.ReadAllAsync().ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_built is { } host && !Completion.IsCompleted)
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }

        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Note(KeyValuePair<string, object?> happened)
    {
        switch (happened)
        {
            case ("HostBuilding", IHostBuilder builder):
                builder.ConfigureServices(services =>
                {
                    services.RemoveAll<ILoggerProvider>();
                    if (_time is not null)
                    {
                        services.AddSingleton(_time);
                    }
                });
                break;
            case ("HostBuilt", IHost host):
                _built = host;
                _host.TrySetResult(host);
                break;
        }
    }

    private sealed class Output(TextWriter others) : TextWriter
    {
        public override Encoding Encoding => others.Encoding;

        public override void Write(char value) => others.Write(value);

        public override void WriteLine(string? value)
        {
            if (Current.Value is { } program)
            {
                program._lines.Writer.TryWrite(value ?? "");
            }
            else
            {
                others.WriteLine(value);
            }
        }
    }

    private sealed class Observer<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => onNext(value);
    }
}
