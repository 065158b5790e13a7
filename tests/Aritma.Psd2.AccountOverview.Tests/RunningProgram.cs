using System.Diagnostics;
using System.Text;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>
/// The application as a developer starts it, in a process of its own. A factory can't host it where it starts a sandbox: of a program that
/// builds two hosts, it takes the first.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly DirectoryInfo _home;

    private RunningProgram(Process process, DirectoryInfo home, Uri address) => (_process, _home, Address) = (process, home, address);

    public Uri Address { get; }

    public static async Task<RunningProgram> StartAsync(params string[] arguments)
    {
        // Credentials that a developer has among the user secrets of this machine are none here.
        var home = Directory.CreateTempSubdirectory("account-overview-home-");
        string[] command =
        [
            Path.ChangeExtension(typeof(Program).Assembly.Location, "dll"),
            $"--contentRoot={AppContext.BaseDirectory}",
            "--urls=http://127.0.0.1:0",
            .. arguments,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", command)
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = home.FullName, ["APPDATA"] = home.FullName },
        })!;
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                return new(process, home, new(line[(at + Listening.Length)..]));
            }
        }

        throw new InvalidOperationException($"The program didn't start:\n{output}");
    }

    public async Task<Answer> OpenAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var address = new Uri(Address, path);
        using var response = await client.GetAsync(address);
        return await Answer.ReadAsync(address, response);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _home.Delete(recursive: true);
    }
}
