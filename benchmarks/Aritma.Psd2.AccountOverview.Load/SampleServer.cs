namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>The sample, as in production: behind a proxy, which this program plays.</summary>
internal sealed class SampleServer : IDisposable
{
    private readonly DirectoryInfo _keys;

    private SampleServer(ServerProcess process, Uri address, DirectoryInfo keys)
    {
        (Process, _keys) = (process, keys);
        // Cookies are each user's own, and a redirect is an answer to check.
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Http.DefaultRequestHeaders.Add("Accept-Language", "en-GB");
    }

    /// <summary>Where users find it. What the proxy gets there goes on to where it listens.</summary>
    public static Uri PublicAddress { get; } = new("https://accounts.example/");

    public ServerProcess Process { get; }

    public HttpClient Http { get; }

    public static async Task<SampleServer> StartAsync(PublishedProgram program, SandboxServer sandbox, CancellationToken cancellationToken)
    {
        var keys = Directory.CreateTempSubdirectory("account-overview-");
        try
        {
            var settings = new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                // Each method is compiled less often then: on a busy machine that goes on for minutes otherwise, and the warm-up would too.
                ["DOTNET_TieredPGO"] = "0",
                ["Aritma__Psd2__TokenEndpoint"] = sandbox.TokenEndpoint.AbsoluteUri,
                ["Aritma__Psd2__ApiBaseAddress"] = sandbox.ApiBaseAddress.AbsoluteUri,
                ["Aritma__Psd2__ClientId"] = SandboxServer.ClientId,
                ["Aritma__Psd2__ClientSecret"] = SandboxServer.ClientSecret,
                ["AccountOverview__PublicAddress"] = PublicAddress.AbsoluteUri,
                ["AccountOverview__KeyRing"] = keys.FullName,
                ["AccountOverview__ShowAccess"] = "true",
            };
            var (process, address) = await ServerProcess.StartAsync(program, [], settings, "Now listening on: ", cancellationToken);
            return new(process, address, keys);
        }
        catch
        {
            keys.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>What it has logged since its start that isn't just information.</summary>
    public IEnumerable<string> Complaints => Process.Lines
        .SkipWhile(line => !line.Contains("Now listening on: ", StringComparison.Ordinal))
        .Where(ServerProcess.IsComplaint);

    /// <summary>Whether a call of the API has failed, also one that was repeated then.</summary>
    public async Task<bool> HasFailedCallsAsync(CancellationToken cancellationToken) =>
        !(await Http.GetStringAsync("access", cancellationToken)).Contains("No call has failed", StringComparison.Ordinal);

    public void Dispose()
    {
        Http.Dispose();
        Process.Dispose();
        _keys.Delete(recursive: true);
    }
}
