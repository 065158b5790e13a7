using System.Diagnostics;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What a browser does for one user: keeps cookies, and loads one page after the other. It notes how long each takes.</summary>
internal sealed class Browser(HttpClient http, List<Visit> visits, CancellationToken cancellationToken)
{
    private readonly Cookies _cookies = new();

    public Task<Answer> GetAsync(string page, string address) => SendAsync(page, new(HttpMethod.Get, address));

    public Task<Answer> PostAsync(string page, string address, Dictionary<string, string> form) =>
        SendAsync(page, new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) });

    private async Task<Answer> SendAsync(string page, HttpRequestMessage request)
    {
        using var _ = request;
        _cookies.AddTo(request);
        var start = Stopwatch.GetTimestamp();
        // With the body: a page is there when all of it is.
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        visits.Add(new(page, start, Stopwatch.GetTimestamp()));
        _cookies.ReadFrom(response);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new($"{request.Method} {request.RequestUri}", response.StatusCode, response.Headers.Location, text);
    }
}
