using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>The sandbox: Aritma, the banks, and the end users who approve.</summary>
internal sealed partial class SandboxServer : IDisposable
{
    private readonly HttpClient _http;

    private SandboxServer(ServerProcess process, Uri address) =>
        (Process, _http) = (process, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address });

    public const string ClientId = "load";

    public const string ClientSecret = "of-the-load";

    public ServerProcess Process { get; }

    public Uri TokenEndpoint => new(_http.BaseAddress!, "connect/token");

    public Uri ApiBaseAddress => new(_http.BaseAddress!, "api");

    public static async Task<SandboxServer> StartAsync(PublishedProgram tool, CancellationToken cancellationToken)
    {
        var (process, address) = await ServerProcess.StartAsync(
            tool,
            ["--port", "0", "--client-id", ClientId, "--client-secret", ClientSecret],
            new Dictionary<string, string>(),
            "Page  ",
            cancellationToken);
        return new(process, address);
    }

    /// <summary>Approves a consent. Its page isn't loaded before: that costs the sandbox alone.</summary>
    /// <returns>Where the browser goes.</returns>
    public async Task<Uri> ApproveAsync(Uri consentPage, CancellationToken cancellationToken)
    {
        using var answer = new FormUrlEncodedContent([new("answer", "approve")]);
        using var response = await _http.PostAsync(consentPage, answer, cancellationToken);
        return response.Headers.Location
            ?? throw new UnexpectedAnswerException($"The sandbox answers an approval with {(int)response.StatusCode}.");
    }

    /// <summary>What it has logged: nothing, unless it failed itself.</summary>
    public IEnumerable<string> Complaints => Process.Lines.Where(ServerProcess.IsComplaint);

    /// <summary>How many requests its API has had: its page counts all, while its log keeps the latest 10,000.</summary>
    public async Task<long> CountApiRequestsAsync(CancellationToken cancellationToken)
    {
        var page = await _http.GetStringAsync("", cancellationToken);
        return long.Parse(ApiCalls.Match(page).Groups["count"].Value, System.Globalization.NumberStyles.AllowThousands);
    }

    public async Task<IReadOnlyList<TokenRequest>> ReadTokenRequestsAsync(CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<List<TokenRequest>>("sandbox/token-requests", cancellationToken) ?? [];

    public void Dispose()
    {
        _http.Dispose();
        Process.Dispose();
    }

    internal sealed record TokenRequest(string? Scope, int? Status);

    [GeneratedRegex("""href="#api-requests">[^<]*<span class="count">(?<count>[^<]+)<""")]
    private static partial Regex ApiCalls { get; }
}
